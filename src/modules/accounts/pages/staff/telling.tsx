import { useParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Ask,
  DataTable,
  ErrorNote,
  PageHead,
  Section,
  Sentence,
  asDayTime,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { getTelling } from '../../contract.ts'
import { TellAgain } from '../parts/tell-again.tsx'

/** One message to many: who has not read it, by name at home and by number elsewhere, and the press that tells those again. */
export default function TellingPage() {
  const { id = '' } = useParams()
  const read = useRead(getTelling, { params: { id } })
  if (read.error) return <ErrorNote missing={read.error.status === 404}>{read.error.message}</ErrorNote>
  if (!read.data) return <p className="meta">正在打开……</p>
  const { data } = read
  return (
    <>
      <PageHead
        title={data.title}
        crumbs={[
          { label: '消息', to: below(staff.notices()) },
          { label: '发出的', to: below(staff.tellings()) },
          { label: '谁还没看' },
        ]}
        facts={[`${data.toldBy} 发的`, asDayTime(data.toldAt)]}
      />
      <Sentence button={<TellAgain telling={data} />}>
        发给了 {inThousands(data.total)} 人，{inThousands(data.total - data.unread)} 人看过了
        {data.unread > 0 ? (
          <>
            ，<Ask>还有 {inThousands(data.unread)} 人没看</Ask>。
          </>
        ) : (
          '。'
        )}
      </Sentence>
      {data.names.length > 0 && (
        <Section title={`本级政协还没看的 ${inThousands(data.names.length)} 人`}>
          <p>{data.names.join('、')}</p>
        </Section>
      )}
      {data.others.length > 0 && (
        <Section title="别的政协还没看的">
          <DataTable
            id="telling-others"
            caption="别的政协还没看的"
            rows={data.others}
            rowKey={(row) => row.committeeName}
            columns={[
              { key: 'name', title: '政协', rowHead: true, render: (row) => row.committeeName },
              {
                key: 'count',
                title: '人数',
                width: 140,
                align: 'right',
                render: (row) => inThousands(row.count),
              },
            ]}
            empty={null}
          />
        </Section>
      )}
    </>
  )
}
