import { Select, Switch } from '../../../../web/ui/staff/index.ts'
import type { FigureBy, OpinionFigures } from '../../contract.ts'

/** What rows are, in words. */
export const byLabels: Record<FigureBy, string> = {
  unit: '单位',
  venue: '工作室',
  member: '委员',
  category: '类别',
  channel: '来源',
  month: '月份',
}

/** Rows, unit, level, days, category and channel; all of it is kept in the address. */
export function FigureFilters(props: {
  figures: OpinionFigures
  address: URLSearchParams
  onSet: (changes: Record<string, string>) => void
}) {
  const { figures, address, onSet } = props
  const given = (name: string) => address.get(name) ?? ''
  const year = new Date().getFullYear()
  const bys = (['unit', 'venue', 'member', 'category', 'channel', 'month'] as const).filter(
    (by) => by !== 'member' || figures.namesMembers,
  )
  return (
    <>
      <Select
        label="按"
        all={null}
        value={figures.by}
        options={bys.map((value) => ({ value, label: byLabels[value] }))}
        onChange={(by) => onSet({ by })}
      />
      {figures.units.length > 1 && (
        <Select
          label="单位"
          all={null}
          value={figures.unitId}
          options={figures.units}
          onChange={(unit) => onSet({ unit, ...(figures.by === 'member' ? { by: '' } : {}) })}
        />
      )}
      {figures.hasBelow && (
        <Switch
          label="级别"
          views={[
            { label: '含下级', to: withPart(address, ''), here: figures.part === 'whole' },
            { label: '本级', to: withPart(address, 'own'), here: figures.part === 'own' },
          ]}
        />
      )}
      <Days label="从" value={figures.from} onChange={(from) => onSet({ from })} />
      <Days label="到" value={figures.until} onChange={(until) => onSet({ until })} />
      <Select
        label="时间"
        all="自选"
        value=""
        options={[
          { value: `${year}-01-01 `, label: '今年' },
          { value: `${year - 1}-01-01 ${year - 1}-12-31`, label: '去年' },
          ...quarters(year),
        ]}
        onChange={(value) => {
          const [from = '', until = ''] = value.split(' ')
          onSet({ from, until })
        }}
      />
      <Select
        label="类别"
        value={given('category')}
        options={figures.categories}
        onChange={(category) => onSet({ category })}
      />
      <Select
        label="来源"
        value={given('channel')}
        options={figures.channels}
        onChange={(channel) => onSet({ channel })}
      />
    </>
  )
}

const withPart = (address: URLSearchParams, part: string): string => {
  const next = new URLSearchParams(address)
  for (const name of ['cell', 'cut', 'part']) next.delete(name)
  if (part) next.set('part', part)
  return `?${next.toString()}`
}

const quarters = (year: number) => [
  { value: `${year}-01-01 ${year}-03-31`, label: '第一季度' },
  { value: `${year}-04-01 ${year}-06-30`, label: '第二季度' },
  { value: `${year}-07-01 ${year}-09-30`, label: '第三季度' },
  { value: `${year}-10-01 ${year}-12-31`, label: '第四季度' },
]

/** A native date beside its word; a half-typed one changes nothing. */
function Days(props: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <label className="sel days">
      <span>{props.label}</span>
      <input
        type="date"
        value={props.value}
        onChange={(event) => {
          const day = event.currentTarget.value
          if (/^20\d\d-\d\d-\d\d$/.test(day)) props.onChange(day)
        }}
      />
    </label>
  )
}
