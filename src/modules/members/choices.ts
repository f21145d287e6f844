import { type Actor, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { committeeAsked } from './access.ts'
import type { MemberChoices } from './contract/directory.ts'

/** The words to choose from in the actor's 政协. */
export const getMemberChoices = async (
  tx: Tx,
  actor: Actor,
  asked: string | undefined,
): Promise<MemberChoices> => {
  const committeeId = committeeAsked(actor, asked)
  const choices = await choicesOf(tx, committeeId, dayOf(actor.now))
  return { ...choices, mayEdit: unitsOf(actor, 'office').includes(committeeId) }
}

type Choices = Omit<MemberChoices, 'mayEdit'>

/** Units, terms and dictionaries of a 政协 that hold on the day, in their order; its own entries stand for the shipped ones. */
export const choicesOf = async (tx: Tx, committeeId: string, on: string): Promise<Choices> => {
  const { rows } = await sql<Choices>`
    with entry as (
      select distinct on (dictionary, code) dictionary, code, label, position from dictionary_entries
      where (committee_id is null or committee_id = ${committeeId}) and valid @> ${on}::date
        and dictionary in ('party', 'post', 'ended_as')
      order by dictionary, code, committee_id nulls last
    ), body as (
      select kind, id, short_name, position, code from units
      where committee_id = ${committeeId} and open_during @> ${on}::date
    )
    select c.id as "committeeId", c.name as "committeeName",
      ${unitsAs('sector')} as sectors, ${unitsAs('special_committee')} as "specialCommittees", ${unitsAs('group')} as groups,
      ${entriesAs('party')} as parties, ${entriesAs('post')} as posts, ${entriesAs('ended_as')} as "endedAs",
      coalesce((select json_agg(json_build_object('value', t.id, 'label', t.name, 'from', lower(t.valid), 'until', upper(t.valid))
        order by t.no desc) from terms t where t.committee_id = c.id), '[]') as terms
    from units c where c.id = ${committeeId} and c.kind = 'committee'`.execute(tx)
  const [choices] = rows
  if (!choices) throw new NotFound()
  return choices
}

const unitsAs = (kind: string) => sql`
  coalesce((select json_agg(json_build_object('value', b.id, 'label', b.short_name) order by b.position, b.code)
    from body b where b.kind = ${kind}), '[]')`

const entriesAs = (dictionary: string) => sql`
  coalesce((select json_agg(json_build_object('value', e.code, 'label', e.label) order by e.position, e.code)
    from entry e where e.dictionary = ${dictionary}), '[]')`

/** The words of a code as they stand today in a 政协; the code itself when no list has it. */
export const labelOf = (dictionary: string, code: string, committeeId: string) => sql<string | null>`
  coalesce((select e.label from dictionary_entries e where e.dictionary = ${dictionary} and e.code = ${sql.ref(code)}
    and (e.committee_id is null or e.committee_id = ${sql.ref(committeeId)})
    order by e.committee_id nulls last, upper(e.valid) desc nulls first limit 1), ${sql.ref(code)})`
