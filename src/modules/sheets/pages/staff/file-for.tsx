import { useNavigate, useParams } from 'react-router'
import { z } from 'zod'
import { newKey, upload, useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  ErrorNote,
  FileField,
  Form,
  NumberField,
  PageHead,
  TextField,
} from '../../../../web/ui/staff/index.ts'
import { columns, officialName } from '../../columns.ts'
import { fileForOther, getSheet } from '../../contract.ts'

const figure = z.number('写一个整数').int('写一个整数').min(0, '不能小于 0')

const Typed = z.object({
  file: z.array(z.instanceof(File)).or(z.instanceof(File)),
  late: figure.optional(),
  filledBy: z.string().optional(),
  ...Object.fromEntries(columns.map(({ no }) => [`c${no}`, figure])),
})

/** 代报: types the sixteen figures of a paper form for a unit that is not on the system, with its scan. */
export default function FileForPage() {
  const { campaignId = '', unitId = '' } = useParams()
  const sheet = useRead(getSheet, { params: { campaignId, unitId }, query: {} })
  const go = useNavigate()
  if (sheet.error) return <ErrorNote missing={sheet.error.status === 404}>{sheet.error.message}</ErrorNote>
  if (!sheet.data) return <p className="meta">正在打开……</p>
  const { data } = sheet
  return (
    <>
      <PageHead
        title={`代报：${data.unitName}`}
        crumbs={[
          { label: '统计表', to: below(staff.sheets()) },
          { label: data.campaignName },
          { label: '代报' },
        ]}
        facts={['照纸上的表填，附上盖章的扫描件。表上会注明手工填报']}
      />
      <Form
        schema={Typed}
        draftKey={`file-for ${campaignId} ${unitId}`}
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
            label={`${column.no}．${officialName(column, data.annex)}`}
            unit={column.unit}
          />
        ))}
        <NumberField name="late" label="第 16 栏里逾期的" unit="家" optional />
        <TextField name="filledBy" label="纸上的填表人" optional max={20} />
        <FileField name="file" label="扫描件" accept=".pdf,image/*" />
      </Form>
    </>
  )
}
