import { useState } from 'react'
import { useRead } from '../../../../web/call.ts'
import {
  CheckGroup,
  DateField,
  NumberField,
  RadioGroup,
  SearchSelect,
  SelectField,
  TextField,
  TimeField,
} from '../../../../web/ui/staff/index.ts'
import { useForm } from '../../../../web/ui/form/store.ts'
import { listDutyPeople, listDutyVenues } from '../../contract.ts'
import { lastWeek } from '../../rules.ts'

/** Where, how it repeats, and who takes turns; people come from the studios that are chosen. */
export function PlanFields() {
  const { values } = useForm()
  const every = values.get('every')
  return (
    <>
      <Hosts />
      <RadioGroup
        name="every"
        label="怎么排"
        chips
        options={[
          { value: 'month', label: '每月第几个星期几' },
          { value: 'week', label: '每星期' },
          { value: 'once', label: '只排一次' },
        ]}
      />
      {every === 'month' && (
        <CheckGroup
          name="weeks"
          label="第几个"
          chips
          options={[
            ...Array.from('一二三四五', (word, at) => ({ value: String(at + 1), label: `第${word}个` })),
            { value: String(lastWeek), label: '最后一个' },
          ]}
        />
      )}
      {every !== 'once' && (
        <SelectField
          name="weekday"
          label="星期几"
          options={Array.from('一二三四五六日', (word, at) => ({
            value: String(at + 1),
            label: `星期${word}`,
          }))}
        />
      )}
      <DateField name="from" label={every === 'once' ? '哪一天' : '从哪天起'} />
      {every !== 'once' && <DateField name="until" label="排到哪天" hint="含这一天，一次最多 60 次。" />}
      <TimeField name="begins" label="几点开始" />
      <TimeField name="ends" label="几点结束" />
      <TextField name="place" label="地点" max={100} optional hint="不填就是工作室的地址。" />
      <TextField name="about" label="主题" max={200} optional hint="公开页上看得到，例如：今天听出行的事。" />
      <Members />
    </>
  )
}

function Hosts() {
  const { values } = useForm()
  const own = useRead(listDutyVenues, { query: { own: 'true', size: 200 } })
  const [words, setWords] = useState('')
  const found = useRead(listDutyVenues, { query: { search: words, size: 8 } }, { enabled: words !== '' })
  const [met, setMet] = useState<readonly { id: string; name: string; committeeName: string }[]>([])
  const chosen = values.get('others')
  const offered = [
    ...met,
    ...(found.data?.rows ?? []).filter((one) => !met.some((host) => host.id === one.id)),
  ]
  return (
    <>
      <SearchSelect
        name="venueId"
        label="在哪家工作室值班"
        options={(own.data?.rows ?? []).map((one) => ({
          value: one.id,
          label: one.name,
          note: one.committeeName,
        }))}
      />
      <div className="field">
        <label htmlFor="find-host">
          联动值班的工作室<span className="opt">可以不填</span>
        </label>
        <input
          id="find-host"
          className="in"
          type="search"
          value={words}
          onChange={(event) => {
            const ids = Array.isArray(chosen) ? chosen : []
            setMet(offered.filter((one) => ids.some((id) => id === one.id)))
            setWords(event.currentTarget.value)
          }}
        />
        <span className="hint">打名字找，勾上的一起值班，对方召集人会收到消息。</span>
      </div>
      {offered.length > 0 && (
        <CheckGroup
          name="others"
          label="勾上的一起值班"
          optional
          options={offered.map((one) => ({ value: one.id, label: one.name, note: one.committeeName }))}
        />
      )}
    </>
  )
}

function Members() {
  const { values } = useForm()
  const venueId = values.get('venueId')
  const others = values.get('others')
  const hosts = [venueId, ...(Array.isArray(others) ? others : [])].filter(
    (id): id is string => typeof id === 'string' && id !== '',
  )
  const on = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const people = useRead(
    listDutyPeople,
    { query: { venueIds: [...new Set(hosts)].join(','), on } },
    { enabled: hosts.length > 0 },
  )
  if (hosts.length === 0) return null
  const rows = people.data?.rows ?? []
  return (
    <>
      <CheckGroup
        name="memberIds"
        label="谁来轮"
        chips
        options={rows.map((person) => ({
          value: person.id,
          label: person.name,
          ...(hosts.length > 1 ? { note: person.venueName } : {}),
        }))}
        hint={people.data && rows.length === 0 ? '这家工作室还没有在任的入驻委员。' : '按勾的先后轮。'}
      />
      <NumberField name="perSlot" label="每次几位" unit="位" optional hint="不填就是勾上的每次都来。" />
    </>
  )
}
