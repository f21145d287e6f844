import { useState } from 'react'
import { useRead, useWrite } from '../call.ts'
import {
  DataTable,
  DateField,
  Drawer,
  Empty,
  ErrorNote,
  Form,
  NumberField,
  PageHead,
  RadioGroup,
  RowButton,
  asDay,
} from '../ui/staff/index.ts'
import { type Setting, listSettings, setSetting } from '../../platform/settings-contract.ts'

/** 期限与次数 that the office sets for its own 政协, each from a day on. */
export default function SettingsPage() {
  const read = useRead(listSettings)
  const [changing, setChanging] = useState<Setting | null>(null)
  if (read.error) return <ErrorNote reference={read.error.requestId ?? ''}>{read.error.message}</ErrorNote>
  return (
    <>
      <PageHead title="期限与次数" facts={['本级政协自己定，从定的那天起算；已经在算的期限不变']} />
      <DataTable
        id="settings"
        caption="期限与次数"
        rows={read.data?.settings ?? []}
        rowKey={(row) => row.key}
        isLoading={read.isPending}
        minWidth={820}
        columns={[
          { key: 'label', title: '项目', rowHead: true, render: (row) => row.label },
          {
            key: 'value',
            title: '现在',
            width: 80,
            align: 'right',
            render: (row) => inWords(row, row.value),
          },
          {
            key: 'since',
            title: '从哪天起',
            width: 200,
            render: (row) =>
              [
                row.since ? `${asDay(row.since)}起` : '一开始就是这样',
                row.next ? `${asDay(row.next.from)}起改为${inWords(row, row.next.value)}` : '',
              ]
                .filter(Boolean)
                .join('，'),
          },
          {
            key: 'change',
            title: '',
            name: '办理',
            width: 90,
            render: (row) => (
              <RowButton icon="pen" onPress={() => setChanging(row)}>
                改
              </RowButton>
            ),
          },
        ]}
        empty={<Empty why="没有可以定的项目。" />}
      />
      {changing && read.data && (
        <Changing
          key={changing.key}
          setting={changing}
          committeeId={read.data.committeeId}
          onClose={() => setChanging(null)}
        />
      )}
    </>
  )
}

/** 是 or 否 where it is one of the two, else the number. */
const inWords = ({ yesNo }: Setting, value: number): string =>
  yesNo ? (value === 1 ? '是' : '否') : String(value)

function Changing(props: { setting: Setting; committeeId: string; onClose: () => void }) {
  const { setting, committeeId } = props
  const write = useWrite(setSetting)
  return (
    <Drawer from="期限与次数" title={setting.label} onClose={props.onClose}>
      <Form
        schema={setSetting.body.omit({ committeeId: true })}
        submit="存下"
        initial={{ value: String(setting.value) }}
        onSubmit={async (body, { key }) => {
          await write.send({ params: { key: setting.key }, body: { ...body, committeeId }, key })
          return `定好了，${asDay(body.from)}起是${inWords(setting, Number(body.value))}。`
        }}
      >
        {setting.yesNo ? (
          <RadioGroup
            name="value"
            label="改成"
            read={Number}
            options={[
              { value: '1', label: '是' },
              { value: '0', label: '否' },
            ]}
          />
        ) : (
          <NumberField
            name="value"
            label="改成"
            hint={`${setting.least} 到 ${setting.most}，没有改过就是 ${setting.shipped}。`}
          />
        )}
        <DateField name="from" label="从哪天起" hint="今天或以后。之前的照旧。" />
      </Form>
    </Drawer>
  )
}
