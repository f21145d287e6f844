import { type Actor, actingAs, unitsOf } from '../../../platform/actor.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import { recordDuties, reverseDuties } from '../../ledger/index.ts'
import { tellOutcome, withdrawOutcomes } from '../../opinions/index.ts'
import { informationFlow, informationVisibleTo, upperOf } from '../access.ts'
import { nextIssue } from '../issues.ts'
import { type AdoptionLevel, issueLabel, levelsAbove } from '../rules.ts'
import { creditedIn, settleDuties } from './duties.ts'
import { feeding } from './lines.ts'

interface StepInput extends TakeStep {
  mergeInto?: string | undefined
}

/** Takes a step of an information with all that goes with it: number, adoptions, copies, duties, words to who spoke. */
export const stepInformation = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: StepInput,
): Promise<{ state: string; issue: string | null }> => {
  if (input.step === 'merge') await mergeInto(tx, actor, id, input.mergeInto)
  const moved = await takeStep(tx, actor, informationFlow, id, input)
  if (input.step === 'split')
    await sql`update informations set merged_into = null where id = ${id}`.execute(tx)
  if (input.step === 'sign')
    await sql`update informations set signed_by = ${actor.personId}, signed_at = ${actor.now} where id = ${id}`.execute(
      tx,
    )
  if (input.step === 'sendBack')
    await sql`update informations set signed_by = null, signed_at = null where id = ${id}`.execute(tx)
  const issue = input.step === 'issue' ? await giveNumber(tx, actor, id) : null
  if (input.step === 'send') await sendUp(tx, actor, id)
  if (input.step === 'withdraw') await takeBack(tx, actor, id)
  if (input.step === 'decline')
    await tellOutcome(tx, [id], 'information', {
      what: 'declined',
      sourceId: id,
      words: '这份社情民意信息没有用上，您反映的事照样办、照样答复',
      at: actor.now,
    })
  if (input.step === 'reconsider') await withdrawOutcomes(tx, id, 'declined', actor.now)
  await settleDuties(tx, id, actor.now)
  return { state: moved.to, issue }
}

/** The one it joins must be a draft of the same 政协. */
const mergeInto = async (tx: Tx, actor: Actor, id: string, into: string | undefined) => {
  if (!into || into === id) throw new Invalid([{ path: 'mergeInto', message: '请选并入哪一份' }])
  const { rows } = await sql`
    select from informations n where n.id = ${into} and n.state = 'draft' and ${informationVisibleTo(actor)}
      and n.committee_id = (select committee_id from informations where id = ${id}) for update of n`.execute(
    tx,
  )
  if (rows.length === 0) throw new NotFound('要并入的那一份没有找到，或者已经送签。')
  await sql`update informations set merged_into = ${into} where id = ${id} and state in ('draft', 'received')`.execute(
    tx,
  )
}

/** 编发: the number, and the adoption of everything that went into it, told to who spoke at the start. */
const giveNumber = async (tx: Tx, actor: Actor, id: string): Promise<string> => {
  const place = await placeOf(tx, id)
  const issue = await nextIssue(tx, place.committeeId, 'information', actor.now)
  await sql`
    update informations set issue_year = ${issue.year}, issue_no = ${issue.no}, issued_on = ${issue.on} where id = ${id}`.execute(
    tx,
  )
  const label = issueLabel(issue.year, issue.no)
  await adopt(tx, actor, id, {
    level: place.level,
    adoptedOn: issue.on,
    publication: `${place.name}政协《社情民意信息》${label}`,
    byId: id,
    words: `写进了社情民意信息，${place.name}政协采用`,
  })
  return label
}

const adopt = async (
  tx: Tx,
  actor: Actor,
  id: string,
  given: { level: string; adoptedOn: string; publication: string; byId: string | null; words: string },
) => {
  const fed = await feeding(tx, id)
  const ids = fed.map((one) => one.id)
  await sql`
    insert into adoptions (committee_id, information_id, level, adopted_on, publication, by_information_id, noted_by, noted_at)
    select n.committee_id, n.id, ${given.level}, ${given.adoptedOn}::date, ${given.publication}, ${given.byId}::uuid, ${actor.personId}, ${actor.now}
    from informations n where n.id = any(${ids}::uuid[]) on conflict do nothing`.execute(tx)
  await tellOutcome(tx, ids, 'information', {
    what: `adopted_${given.level}`,
    sourceId: given.byId ?? id,
    words: given.words,
    at: actor.now,
  })
}

interface Place {
  committeeId: string
  level: string
  name: string
}

const placeOf = async (tx: Tx, id: string): Promise<Place> => {
  const { rows } = await sql<Place>`
    select n.committee_id as "committeeId", u.level, u.short_name as name
    from informations n join units u on u.id = n.committee_id where n.id = ${id}`.execute(tx)
  const [place] = rows
  if (!place) throw new NotFound()
  return place
}

/** 报送: a copy that the receiver owns, with the words as issued; who edits it there is asked anew. (domain.md C29) */
const sendUp = async (tx: Tx, actor: Actor, id: string) => {
  const { rows } = await sql<{ id: string; committeeId: string }>`
    insert into informations (id, committee_id, origin_id, state, title, body, category, byline, made_at, edited_at, search)
    select gen_random_uuid(), ${upperOf(sql`n.committee_id`, dayOf(actor.now))}, n.id, 'received', n.title, n.body, n.category,
      left(u.name || '供稿', 60), ${actor.now}, ${actor.now}, n.search
    from informations n join units u on u.id = n.committee_id where n.id = ${id}
    returning id, committee_id as "committeeId"`.execute(tx)
  const [copy] = rows
  if (!copy) throw new NotFound()
  const clock = actingAs('clock', actor.now, actor.requestId)
  await beginProcess(tx, clock, informationFlow, { ...copy, step: 'receive', state: 'received' })
}

/** 撤回: the number stays used; what it was said to have brought is taken back. A copy above is the receiver's and stays. */
const takeBack = async (tx: Tx, actor: Actor, id: string) => {
  const place = await placeOf(tx, id)
  await sql`update adoptions set withdrawn_at = ${actor.now} where by_information_id = ${id} and withdrawn_at is null`.execute(
    tx,
  )
  await withdrawOutcomes(tx, id, `adopted_${place.level}`, actor.now)
}

/** Notes by hand that a level above used it, where that level is not on the system. Throws Conflict when that is known already. */
export const noteAdoption = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: { id: string; level: AdoptionLevel; adoptedOn: string; publication: string },
): Promise<{ id: string }> => {
  const held = await holdIssued(tx, actor, id)
  if (!levelsAbove(held.level).includes(input.level))
    throw new Invalid([{ path: 'level', message: '只记比本级高的' }])
  if (input.adoptedOn > dayOf(actor.now)) throw new Invalid([{ path: 'adoptedOn', message: '日期还没有到' }])
  const { rows: sent } = await sql<{ id: string }>`select id from adoptions where id = ${input.id}`.execute(
    tx,
  )
  if (sent.length > 0) return { id: input.id }
  const { rows: known } = await sql`
    select from adoptions where information_id = ${id} and level = ${input.level} and withdrawn_at is null`.execute(
    tx,
  )
  if (known.length > 0) throw new Conflict('这一级采用已经记过。')
  await adopt(tx, actor, id, {
    ...input,
    byId: null,
    words: `写进了社情民意信息，${levelNames[input.level]}政协采用`,
  })
  await sql`
    update adoptions set id = ${input.id} where information_id = ${id} and level = ${input.level}
      and by_information_id is null and withdrawn_at is null`.execute(tx)
  await recordDuties(
    tx,
    (await creditedIn(tx, id)).map(({ personId }) => ({
      personId,
      organiserId: held.committeeId,
      kind: 'info_adopted',
      onDay: input.adoptedOn,
      sourceType: 'adoption',
      sourceId: input.id,
      facts: { level: input.level },
    })),
    actor.now,
  )
  return { id: input.id }
}

const levelNames: Record<AdoptionLevel, string> = { county: '县', city: '市', province: '省', nation: '全国' }

/** Takes back an adoption that was noted by hand, here and in what went into it, with its duties. */
export const withdrawAdoption = async (
  tx: Tx,
  actor: Actor,
  id: string,
  adoptionId: string,
): Promise<{ id: string }> => {
  await holdIssued(tx, actor, id)
  const { rows } = await sql<{ level: string }>`
    update adoptions set withdrawn_at = ${actor.now}
    where id = ${adoptionId} and information_id = ${id} and by_information_id is null and withdrawn_at is null
    returning level`.execute(tx)
  const [adoption] = rows
  if (!adoption) throw new NotFound()
  const fed = await feeding(tx, id)
  await sql`
    update adoptions set withdrawn_at = ${actor.now} where information_id = any(${fed.map((one) => one.id)}::uuid[])
      and level = ${adoption.level} and by_information_id is null and withdrawn_at is null`.execute(tx)
  await withdrawOutcomes(tx, id, `adopted_${adoption.level}`, actor.now)
  await reverseDuties(
    tx,
    (await creditedIn(tx, id)).map(({ personId }) => ({
      personId,
      kind: 'info_adopted',
      sourceType: 'adoption',
      sourceId: adoptionId,
    })),
    actor.now,
  )
  return { id: adoptionId }
}

const holdIssued = async (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ committeeId: string; level: string }> => {
  const { rows } = await sql<{ committeeId: string; level: string; state: string }>`
    select n.committee_id as "committeeId", u.level, n.state from informations n join units u on u.id = n.committee_id
    where n.id = ${id} and ${informationVisibleTo(actor)} for update of n`.execute(tx)
  const [held] = rows
  if (!held) throw new NotFound()
  if (!unitsOf(actor, 'office').includes(held.committeeId)) throw new Forbidden()
  if (held.state !== 'issued') throw new Conflict('编发之后才能记上级采用。')
  return held
}
