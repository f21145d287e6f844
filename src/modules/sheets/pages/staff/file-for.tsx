import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { z } from 'zod'
import { words } from '../../../../platform/contract.ts'
import { addressOf, newKey, upload, useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Button,
  ErrorNote,
  FileField,
  Form,
  NumberField,
  PageHead,
  Section,
  TextField,
  failureOf,
  noSecrets,
} from '../../../../web/ui/staff/index.ts'
import { columns, officialName } from '../../columns.ts'
import { type Sheet, fileForOther, getBlankForm, getSheet, readForm } from '../../contract.ts'

const figure = z.number('写一个整数').int('写一个整数').min(0, '不能小于 0')

const Typed = z.object({
  file: z.array(z.instanceof(File)).or(z.instanceof(File)),
  late: figure.optional(),
  filledBy: words(20, 0).optional(),
  checkedBy: words(20, 0).optional(),
  headedBy: words(20, 0).optional(),
  phone: words(20, 0).optional(),
  ...Object.fromEntries(columns.map(({ no }) => [`c${no}`, figure])),
})

type Read = z.output<(typeof readForm)['reply']>

/** 代报: a paper form of a unit that is not on the system, read from a filled-in file or typed, with its scan. */
export default function FileForPage() {
  const { campaignId = '', unitId = '' } = useParams()
  const sheet = useRead(getSheet, { params: { campaignId, unitId }, query: {} })
  const [read, setRead] = useState<{ form: Read; no: number } | null>(null)
  if (sheet.error) return <ErrorNote missing={sheet.error.status === 404}>{sheet.error.message}</ErrorNote>
  if (!sheet.data) return <p className="meta">正在打开……</p>
  const { data } = sheet
  const isLive = data.rows.at(-1)?.status === 'live'
  return (
    <>
      <PageHead
        title={`代报：${data.unitName}`}
        crumbs={[
          { label: '统计表', to: below(staff.sheets()) },
          { label: data.campaignName, to: `${below(staff.sheets())}?campaign=${campaignId}` },
          { label: '代报' },
        ]}
        facts={['照纸上的表填，附上盖章的扫描件。表上会注明手工填报']}
      />
      {isLive ? (
        <p className="why">
          {data.unitName}已经在系统里，由它自己报，不用代报。
          <Link to={below(staff.sheet(campaignId, unitId))}>看它现在的数</Link>
        </p>
      ) : (
        <>
          <FromFile
            sheet={data}
            onRead={(form) => setRead({ form, no: (read?.no ?? 0) + 1 })}
            read={read?.form}
          />
          <TypedForm key={read?.no ?? 0} sheet={data} read={read?.form} />
        </>
      )}
    </>
  )
}

/** The blank form to send out, and the filled-in one to be read in: nothing is kept until it was looked at and filed. */
function FromFile({
  sheet,
  read,
  onRead,
}: {
  sheet: Sheet
  read: Read | undefined
  onRead: (form: Read) => void
}) {
  const params = { campaignId: sheet.campaignId, unitId: sheet.unitId }
  const found = read?.values.filter((value) => value !== null).length ?? 0
  return (
    <Section title="从表格读">
      <p>把空白表发给对方填，收回来在这里选，16 栏就填好了；也可以不用表格，直接在下面照纸上的填。</p>
      <p className="open">
        <Button icon="down-to" href={addressOf(getBlankForm, { params })} download>
          下载空白表
        </Button>
      </p>
      <div className="form">
        <div className="field">
          <label htmlFor="filled-form">填好的表（.xlsx）</label>
          <input
            id="filled-form"
            className="in"
            type="file"
            accept=".xlsx"
            aria-describedby="filled-form-hint"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? []
              if (file)
                void upload(readForm, file, { params, body: {} })
                  .then(onRead)
                  .catch((thrown: unknown) => onRead(unread(failureOf(thrown).message)))
            }}
          />
          <p className="hint" id="filled-form-hint">
            读出来先看，按了“替它报出”才算数。{noSecrets}
          </p>
        </div>
      </div>
      {read && (
        <div role="status">
          {read.problems.length === 0 ? (
            <p>16 栏都读到了，填在下面，请对着纸上的核一遍。</p>
          ) : (
            <>
              <p className="late">
                {found > 0
                  ? `读到 ${found} 栏，有 ${read.problems.length} 格要改，也可以直接在下面补：`
                  : '没有读成：'}
              </p>
              <ul>
                {read.problems.map((problem) => (
                  <li key={`${problem.cell} ${problem.columnNo}`}>{problem.words}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </Section>
  )
}

const unread = (said: string): Read => ({
  values: columns.map(() => null),
  filledBy: '',
  checkedBy: '',
  headedBy: '',
  phone: '',
  problems: [{ cell: null, columnNo: null, words: said }],
})

function TypedForm({ sheet, read }: { sheet: Sheet; read: Read | undefined }) {
  const { campaignId, unitId } = sheet
  const go = useNavigate()
  return (
    <Section title="照纸上的填">
      <Form
        schema={Typed}
        {...(read ? { initial: startOf(read) } : { draftKey: `file-for ${campaignId} ${unitId}` })}
        problems={(read?.problems ?? []).flatMap(({ columnNo, words: said }) =>
          columnNo === null ? [] : [{ path: `c${columnNo}`, message: said }],
        )}
        submit="替它报出"
        onSubmit={async (body, { key }) => {
          const given = new Map<string, unknown>(Object.entries(body))
          const file = Array.isArray(body.file) ? body.file[0] : body.file
          if (!file) return '请选扫描件'
          const id = newKey()
          await upload(
            fileForOther,
            file,
            {
              body: {
                id,
                campaignId,
                unitId,
                values: columns.map(({ no }) => Number(given.get(`c${no}`) ?? 0)),
                late: body.late ?? 0,
                filledBy: body.filledBy ?? '',
                checkedBy: body.checkedBy ?? '',
                headedBy: body.headedBy ?? '',
                phone: body.phone ?? '',
              },
            },
            { key },
          )
          return void go(below(staff.return(id)))
        }}
      >
        {columns.map((column) => (
          <NumberField
            key={column.no}
            name={`c${column.no}`}
            label={`${column.no}．${officialName(column, sheet.annex)}`}
            unit={column.unit}
          />
        ))}
        <NumberField name="late" label="第 16 栏里逾期的" unit="家" optional />
        <TextField name="filledBy" label="纸上的填表人" optional max={20} />
        <TextField name="checkedBy" label="纸上的审核人" optional max={20} />
        <TextField name="headedBy" label="纸上的负责人" optional max={20} />
        <TextField name="phone" label="纸上的联系电话" optional max={20} />
        <FileField name="file" label="扫描件" accept=".pdf,image/*" />
      </Form>
    </Section>
  )
}

const startOf = ({ values, problems: _, ...signed }: Read) => ({
  ...signed,
  ...Object.fromEntries(
    columns.flatMap(({ no }) => {
      const value = values[no - 1] ?? null
      return value === null ? [] : [[`c${no}`, String(value)]]
    }),
  ),
})
