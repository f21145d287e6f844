import type { Keyring } from '../../../platform/crypto.ts'
import { normalizePhone } from '../../../platform/phones.ts'
import type { FilledRow, SheetProblem } from '../../../platform/spreadsheet/index.ts'
import type { MemberChoices } from '../contract/directory.ts'
import { daysProblem } from '../rules.ts'

/** A row of the sheet with its words turned into ids and codes; null is an empty cell. */
export interface ImportRow {
  line: number
  no: string | null
  name: string
  gender: 'male' | 'female' | null
  phone: string | null
  phoneIndex: string | null
  sectorId: string | null
  party: string | null
  post: string | null
  specialCommitteeId: string | null
  groupId: string | null
  workplace: string | null
  termId: string | null
  from: string | null
  until: string | null
}

type Choices = Omit<MemberChoices, 'mayEdit'>

/** Turns rows into ids and codes, and checks what a column's kind alone can't. Gives way to other work between chunks. */
export const importRowsOf = async (
  filled: readonly FilledRow[],
  choices: Choices,
  keyring: Keyring,
): Promise<{ rows: ImportRow[]; problems: SheetProblem[] }> => {
  const words = {
    sectors: lookup(choices.sectors),
    parties: lookup(choices.parties),
    posts: lookup(choices.posts),
    bodies: lookup(choices.specialCommittees),
    groups: lookup(choices.groups),
    terms: lookup(choices.terms),
  }
  const problems: SheetProblem[] = []
  const rows: ImportRow[] = []
  for (const [at, { line, values }] of filled.entries()) {
    if (at % 2000 === 1999) await new Promise(setImmediate)
    const phone = values['phone'] ?? null
    if (phone !== null && !isMobile(phone) && normalizePhone(phone)) problems.push(notMobile(line, phone))
    const tooLong = [
      { key: 'name', header: '姓名', most: 40 },
      { key: 'workplace', header: '单位及职务', most: 100 },
    ].filter(({ key, most }) => (values[key] ?? '').length > most)
    for (const { key, header, most } of tooLong)
      problems.push({ line, key, words: `${header}最多 ${most} 个字`, stops: false })
    const from = values['from'] ?? null
    const until = values['until'] ?? null
    const days = from !== null ? daysProblem({ from, until }) : null
    if (days !== null) problems.push({ line, key: 'until', words: days, stops: false })
    rows.push({
      line,
      no: values['no'] ?? null,
      name: values['name'] ?? '',
      gender: values['gender'] === '男' ? 'male' : values['gender'] === '女' ? 'female' : null,
      phone,
      phoneIndex: phone !== null && isMobile(phone) ? keyring.blindIndex(phone).toString('hex') : null,
      sectorId: words.sectors(values['sector']),
      party: words.parties(values['party']),
      post: words.posts(values['post']),
      specialCommitteeId: words.bodies(values['specialCommittee']),
      groupId: words.groups(values['group']),
      workplace: values['workplace'] ?? null,
      termId: words.terms(values['term']),
      from,
      until,
    })
  }
  return { rows, problems }
}

const isMobile = (phone: string) => /^1[3-9]\d{9}$/.test(phone)

/** A number that can't be dialled is reported by the reader of the sheet already. */
const notMobile = (line: number, phone: string): SheetProblem => ({
  line,
  key: 'phone',
  words: `手机号“${phone}”不是手机号，手机号是 11 位`,
  stops: false,
})

const lookup = (choices: readonly { value: string; label: string }[]) => {
  const byLabel = new Map(choices.map(({ value, label }) => [label, value]))
  return (label: string | null | undefined) => (label ? (byLabel.get(label) ?? null) : null)
}
