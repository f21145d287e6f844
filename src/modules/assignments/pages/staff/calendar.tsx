import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { holds, useMe } from '../../../../web/session.ts'
import {
  DataTable,
  DateField,
  Empty,
  ErrorNote,
  Form,
  PageHead,
  RowButton,
  Result,
  Section,
  Select,
  SelectField,
  Status,
  TextField,
  asDay,
  asWeekday,
  failureOf,
} from '../../../../web/ui/staff/index.ts'
import { Day } from '../../../../platform/contract.ts'
import { clearCalendarDay, listCalendar, setCalendarDay } from '../../contract.ts'
import { assignmentTabs } from './tabs.ts'

const kinds = { holiday: '放假', workday: '调休上班' } as const
const NewDay = setCalendarDay.body.extend({ day: Day })

/** Days off and made-up workdays of a year; what is changed moves every open last day that was counted in working days. */
export default function CalendarPage() {
  const [address, setAddress] = useSearchParams()
  const thisYear = new Date().getFullYear()
  const year = Number(address.get('year') ?? thisYear)
  const read = useRead(listCalendar, { query: { year } })
  const set = useWrite(setCalendarDay)
  const clear = useWrite(clearCalendarDay)
  const [said, setSaid] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const me = useMe()
  const isOffice = me.data !== undefined && holds(me.data, 'office', 'leader')
  const mayEdit = read.data?.mayEdit ?? false
  const drop = async (day: string) => {
    setFailure(null)
    try {
      const { moved } = await clear.send({ params: { day } })
      setSaid(`${asDay(day)}照星期算了，${movedWords(moved)}`)
    } catch (thrown) {
      setFailure(failureOf(thrown).message)
    }
  }
  return (
    <>
      <PageHead
        title="放假与调休"
        {...(isOffice ? { tabs: assignmentTabs('calendar') } : {})}
        facts={[
          '签收、答复、受理的期限按工作日算，没列出来的日子周一到周五上班',
          ...(read.data && !mayEdit ? ['由最上一级政协的办公室或系统管理员改'] : []),
        ]}
      />
      {said && <Result>{said}</Result>}
      {failure && <ErrorNote>{failure}</ErrorNote>}
      {mayEdit && (
        <Section title="加一天，或改一天">
          <Form
            schema={NewDay}
            submit="存下，重算期限"
            onSubmit={async ({ day, ...body }, { key }) => {
              const { moved } = await set.send({ params: { day }, body, key })
              return `${asDay(day)}${kinds[body.kind]}，${movedWords(moved)}`
            }}
          >
            <DateField name="day" label="日期" />
            <SelectField
              name="kind"
              label="怎么算"
              options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
            />
            <TextField name="name" label="名目" hint="如：国庆节、州庆、调休。" max={20} />
          </Form>
        </Section>
      )}
      <DataTable
        id="calendar"
        caption={`${year} 年放假与调休`}
        rows={read.data?.days ?? []}
        rowKey={(row) => row.day}
        isLoading={read.isPending}
        failed={read.error?.message}
        filters={
          <Select
            label="年份"
            value={String(year)}
            all={null}
            options={[thisYear - 1, thisYear, thisYear + 1].map((one) => ({
              value: String(one),
              label: `${one} 年`,
            }))}
            onChange={(value) => setAddress({ year: value })}
          />
        }
        said={read.data ? `共 ${read.data.days.length} 天` : undefined}
        columns={[
          {
            key: 'day',
            title: '日期',
            width: 220,
            rowHead: true,
            render: (row) => `${asDay(row.day)} ${asWeekday(row.day)}`,
          },
          {
            key: 'kind',
            title: '怎么算',
            width: 160,
            render: (row) => (
              <Status kind={row.kind === 'holiday' ? 'off' : 'doing'}>{kinds[row.kind]}</Status>
            ),
          },
          { key: 'name', title: '名目', render: (row) => row.name },
          ...(mayEdit
            ? [
                {
                  key: 'drop',
                  title: '',
                  name: '办理',
                  width: 150,
                  render: (row: { day: string }) => (
                    <RowButton icon="close" onPress={() => void drop(row.day)}>
                      照星期算
                    </RowButton>
                  ),
                },
              ]
            : []),
        ]}
        empty={<Empty why={`${year} 年的放假安排还没有录。国务院办公厅发了通知就录进来。`} />}
      />
    </>
  )
}

const movedWords = (moved: number): string =>
  moved > 0 ? `${moved} 件还没办完的期限跟着改了，待办也改了` : '没有期限要改'
