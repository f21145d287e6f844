import { type Actor, committeesOf, unitsOf } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import type { Taker } from '../../../platform/process.ts'
import type { Flow, Situation } from '../../../platform/take-step.ts'
import { type DocumentFacts, type DocumentState, type DocumentStep, documentProcess } from '../process.ts'
import { type DocumentKind, documentLabels } from '../rules.ts'

/** Units for which the actor writes: of the own office, of a special committee, of a studio. */
export const hands = (actor: Actor): string[] => unitsOf(actor, 'office', 'special_committee', 'convener')

/**
 * Who receives what a unit writes: the body that guides a studio, the 政协 of a special committee, the 政协 above. `c` is
 * campaigns and `u` the unit; null for the issuer, who has nobody above in this campaign.
 */
export const receiverOf = sql`
  case when u.id = c.committee_id then null
    when u.kind = 'special_committee' then u.committee_id
    else (select g.guide_id from guidances g where g.unit_id = u.id and g.valid @> c.held_on) end`

/** Writers of the unit: its own hands, and the office of its 政协 for a studio or a special committee. `u` is the unit. */
export const writes = (actor: Actor) => sql<boolean>`
  (u.id = any(${hands(actor)}::uuid[]) or (u.kind <> 'committee' and u.committee_id = any(${unitsOf(actor, 'office')}::uuid[])))`

/**
 * Documents whose text the actor may read: those of the own 政协 (a convener: of the own studio), and those that have gone up to
 * the actor's unit. `d` is chain_documents, `u` its unit, `c` its campaign.
 */
export const reads = (actor: Actor) => sql<boolean>`
  (u.committee_id = any(${committeesOf(actor, 'office', 'leader', 'special_committee')}::uuid[])
    or u.id = any(${hands(actor)}::uuid[])
    or (d.state <> 'draft' and ${receiverOf} = any(${unitsOf(actor, 'office', 'special_committee')}::uuid[])))`

interface Row extends DocumentFacts {
  id: string
  campaignId: string
  campaignName: string
  unitId: string
  unitKind: string
  unitName: string
  kind: DocumentKind
  dueOn: string | null
  receiverId: string | null
  receiverKind: string | null
  isWriter: boolean
}

export const documentFlow: Flow<DocumentState, DocumentStep, DocumentFacts> = {
  process: documentProcess,
  table: 'chain_documents',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<Row>`
      select d.id, d.campaign_id as "campaignId", c.name as "campaignName", d.unit_id as "unitId", u.kind as "unitKind",
        u.short_name as "unitName", d.kind, d.due_on as "dueOn", r.id as "receiverId", r.kind as "receiverKind",
        btrim(d.words) = '' and d.file_id is null as "isEmpty", c.state <> 'issued' as "isOff", ${writes(actor)} as "isWriter"
      from chain_documents d join campaigns c on c.id = d.campaign_id join units u on u.id = d.unit_id
        left join units r on r.id = ${receiverOf}
      where d.id = any(${ids}::uuid[])`.execute(tx)
    return new Map(rows.map((row) => [row.id, situationOf(actor, row)]))
  },
}

const situationOf = (actor: Actor, row: Row): Situation<DocumentFacts> => {
  const roles = new Set<Taker>()
  if (row.isWriter) roles.add('owner')
  if (row.receiverId && unitsOf(actor, 'office').includes(row.receiverId)) roles.add('office')
  if (row.receiverId && unitsOf(actor, 'special_committee').includes(row.receiverId))
    roles.add('special_committee')
  return { facts: row, roles, asks: (wait) => askOf(row, wait.kind) }
}

/** Whose turn it is: the writers' until it has gone up, then the receiver's. */
const askOf = (row: Row, wait: string) => {
  const what = `“${row.campaignName}”的${documentLabels[row.kind]}`
  const path = `/staff/campaigns/${row.campaignId}/documents/${row.id}`
  if (wait !== 'chain.read')
    return {
      to: { unitId: row.unitId, role: writerRole(row.unitKind) },
      title: wait === 'chain.mend' ? `退回来了，改一改：${what}` : `写${what}`,
      path,
      dueOn: row.dueOn,
    }
  if (!row.receiverId) return null
  return {
    to: {
      unitId: row.receiverId,
      role: row.receiverKind === 'special_committee' ? 'special_committee' : 'office',
    },
    title: `看${row.unitName}报来的${what}`,
    path,
    dueOn: null,
  }
}

export const writerRole = (unitKind: string): string =>
  unitKind === 'committee' ? 'office' : unitKind === 'special_committee' ? 'special_committee' : 'convener'
