import { Link, useParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  DataTable,
  ErrorNote,
  PageHead,
  Section,
  StepBar,
  Timeline,
  asDay,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { genderLabels } from '../../contract/directory.ts'
import { type Likeness, getLikeness, listLikenesses, stepLikeness } from '../../contract/likenesses.ts'
import { groundWords } from './likenesses.tsx'

const phoneWords = { same: '相同', different: '不同', missing: '有一方没有登记' } as const

/** Two records side by side; a person says whether they are one. */
export default function LikenessPage() {
  const { id = '' } = useParams()
  const pair = useRead(getLikeness, { params: { id } })
  const step = useWrite(stepLikeness)
  const others = useRead(listLikenesses, { query: { state: 'open', size: 2 } })
  const next = others.data?.rows.find((row) => row.id !== id)
  if (pair.error) return <ErrorNote missing={pair.error.status === 404}>{pair.error.message}</ErrorNote>
  if (!pair.data) return <p className="meta">正在打开……</p>
  const { data } = pair
  return (
    <>
      <PageHead
        title={`${data.own.name}，是不是同一人`}
        crumbs={[
          { label: '委员', to: below(staff.members()) },
          { label: '可能是同一人', to: below(staff.likenesses()) },
          { label: data.own.name },
        ]}
        facts={[groundWords[data.grounds], data.standing.stateLabel]}
      />
      <DataTable
        id="likeness"
        caption="两份记录"
        rows={rowsOf(data)}
        rowKey={(row) => row.label}
        columns={[
          { key: 'label', title: '', name: '项目', width: 140, rowHead: true, render: (row) => row.label },
          {
            key: 'own',
            title: <Link to={below(staff.member(data.personId))}>{data.own.committeeName}</Link>,
            name: '本政协',
            render: (row) => row.own,
          },
          { key: 'other', title: data.other.committeeName, name: '另一份', render: (row) => row.other },
        ]}
        empty={null}
      />
      <p className="note">
        {data.grounds === 'hand'
          ? '认定以后，两份记录的履职合在一起；两段任职要是重叠，请到多出来的那一份上把任职结束。'
          : '另一个政协的手机号、单位不给看，只说相同不相同。拿不准，请打电话问那边的办公室。'}
      </p>
      <StepBar
        steps={data.standing.steps}
        onTake={(taken) => step.send({ params: { id }, body: taken })}
        about={{
          merge: {
            ask: '凭什么认定（例如：电话问过本人）',
            final: '认定后，上级的表里两份记录只算一个人；两份记录各自不变。认错了还能分开。',
          },
          tellApart: { ask: '凭什么认定', final: '以后不再为这两份记录提醒。' },
          separate: { ask: '为什么要分开' },
        }}
      />
      {next && (
        <p className="meta">
          <Link to={below(staff.likeness(next.id))}>看下一对：{next.name}</Link>
        </p>
      )}
      <Section title="经过">
        <Timeline moments={pastMoments(data.standing.history)} />
      </Section>
    </>
  )
}

const rowsOf = ({ own, other, phones }: Likeness) => [
  { label: '姓名', own: own.name, other: other.name },
  { label: '性别', own: genderOf(own), other: genderOf(other) },
  { label: '手机号', own: phoneWords[phones], other: phoneWords[phones] },
  { label: '任职', own: seatsOf(own), other: seatsOf(other) },
]

const genderOf = ({ gender }: Likeness['own']) => (gender ? genderLabels[gender] : '没有登记')

const seatsOf = ({ seats }: Likeness['own']): string =>
  seats
    .map(
      ({ postLabel, sector, from, until }) =>
        `${postLabel}${sector ? `，${sector}` : ''}，${asDay(from)}起${until ? `到${asDay(until)}前` : ''}`,
    )
    .join('；') || '没有任职'
