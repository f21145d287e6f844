import { DateField, SelectField, TextField } from '../../../../web/ui/staff/index.ts'
import type { MemberChoices } from '../../contract/directory.ts'
import type { Mandate } from '../../contract/mandates.ts'

/** The fields of one seat; `ending` adds how it ended. */
export function MandateFields({ choices, ending }: { choices: MemberChoices; ending?: boolean }) {
  return (
    <>
      {choices.terms.length > 0 && (
        <SelectField name="termId" label="届次" optional options={choices.terms} />
      )}
      <SelectField name="post" label="政协职务" optional placeholder="委员" options={choices.posts} />
      <SelectField name="sectorId" label="界别" optional options={choices.sectors} />
      <SelectField name="party" label="党派" optional options={choices.parties} />
      <SelectField name="specialCommitteeId" label="专委会" optional options={choices.specialCommittees} />
      {choices.groups.length > 0 && (
        <SelectField name="groupId" label="小组或联络组" optional options={choices.groups} />
      )}
      <TextField name="workplace" label="单位及职务" optional max={100} />
      <DateField name="from" label="任职开始" hint="任职的第一天。" />
      <DateField
        name="until"
        label="任职结束"
        optional
        hint="不再任职的第一天：任到 12 月 31 日，填次年 1 月 1 日。没有定就空着。"
      />
      {ending && <SelectField name="endedAs" label="因为什么结束" optional options={choices.endedAs} />}
    </>
  )
}

/** A seat as the form starts with it. */
export const initialOf = (seat: Mandate): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      termId: seat.termId,
      post: seat.post,
      sectorId: seat.sectorId,
      party: seat.party,
      specialCommitteeId: seat.specialCommitteeId,
      groupId: seat.groupId,
      workplace: seat.workplace,
      from: seat.from,
      until: seat.until,
      endedAs: seat.endedAs,
    }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
