import type { Actor } from '../../platform/actor.ts'
import { unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Forbidden } from '../../platform/errors.ts'
import type { House } from '../../platform/house.ts'
import { cleanName, pinyinOf } from '../../platform/names.ts'
import type { MandateDraft } from './contract/mandates.ts'
import { noticeLikenesses } from './likenesses.ts'
import { lockPerson, lockRegister } from './locks.ts'
import { insertMandate } from './mandates.ts'

interface NewMember extends MandateDraft {
  id: string
  committeeId: string
  name: string
  gender: 'male' | 'female' | null
  phone: string
  isAnother: boolean
}

/** Registers a member with a first seat; somebody of the same mobile or name in the 政协 is pointed out first. */
export const addMember = async (
  tx: Tx,
  actor: Actor,
  house: House,
  input: NewMember,
): Promise<{ id: string }> => {
  if (!unitsOf(actor, 'office').includes(input.committeeId)) throw new Forbidden()
  await lockRegister(tx, input.committeeId)
  const name = cleanName(input.name)
  await refuseKnownPhone(tx, house, input.committeeId, input.phone, input.id)
  if (!input.isAnother) await refuseKnownName(tx, input.committeeId, name)
  const { full, initials } = pinyinOf(name)
  const phone = phoneColumns(house, input.phone)
  await sql`
    insert into people (id, committee_id, name, name_pinyin, name_initials, gender, phone_sealed, phone_index, created_at)
    values (${input.id}, ${input.committeeId}, ${name}, ${full}, ${initials}, ${input.gender}, ${phone.sealed}, ${phone.index},
      ${actor.now})`.execute(tx)
  await insertMandate(tx, { ...input, mandateId: null, personId: input.id })
  await noticeLikenesses(tx, actor, input.committeeId, [input.id])
  return { id: input.id }
}

interface PersonEdit {
  version: number
  name: string
  gender: 'male' | 'female' | null
  phone?: string | undefined
}

/** Changes name, gender or mobile; the version that was read must still stand, else the values that stand are given. */
export const editPerson = async (
  tx: Tx,
  actor: Actor,
  house: House,
  id: string,
  input: PersonEdit,
): Promise<{ id: string }> => {
  const { committeeId } = await lockPerson(tx, actor, id, input.version)
  const name = cleanName(input.name)
  const { full, initials } = pinyinOf(name)
  await sql`
    update people set name = ${name}, name_pinyin = ${full}, name_initials = ${initials}, gender = ${input.gender},
      version = version + 1 where id = ${id}`.execute(tx)
  if (input.phone !== undefined) {
    await refuseKnownPhone(tx, house, committeeId, input.phone, id)
    const phone = phoneColumns(house, input.phone)
    await sql`update people set phone_sealed = ${phone.sealed}, phone_index = ${phone.index} where id = ${id}`.execute(
      tx,
    )
  }
  await noticeLikenesses(tx, actor, committeeId, [id])
  return { id }
}

const phoneColumns = (house: House, phone: string) => ({
  sealed: phone ? house.keyring.seal(phone) : null,
  index: phone ? house.keyring.blindIndex(phone) : null,
})

const refuseKnownPhone = async (tx: Tx, house: House, committeeId: string, phone: string, id: string) => {
  if (!phone) return
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people where committee_id = ${committeeId} and phone_index = ${house.keyring.blindIndex(phone)}
      and merged_into is null and id <> ${id}`.execute(tx)
  const [other] = rows
  if (other)
    throw new Conflict(`这个手机号是${other.name}的。请核对，或者打开那一位来改。`, { personId: other.id })
}

const refuseKnownName = async (tx: Tx, committeeId: string, name: string) => {
  const { rows } = await sql<{ personId: string; name: string; no: string; workplace: string }>`
    select distinct on (p.id) p.id as "personId", p.name, m.no, m.workplace from people p
      join mandates m on m.person_id = p.id and m.committee_id = ${committeeId}
    where p.committee_id = ${committeeId} and p.name = ${name} order by p.id, lower(m.valid) desc`.execute(tx)
  if (rows.length > 0)
    throw new Conflict(
      `名册里已经有${rows.length === 1 ? '一位' : `${rows.length} 位`}${name}。是另一人，请勾“同名的另一人”再存。`,
      {
        sameName: rows,
      },
    )
}
