import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { type Frame, getFrame } from './frame.ts'

/** A filing unit as the actor may see it: a 政协, or a special committee that files 附件1. */
export interface FilingUnit {
  id: string
  committeeId: string
  kind: 'committee' | 'special_committee'
  level: 'province' | 'city' | 'county'
  name: string
  shortName: string
  code: string
  /** 政协 that receives its return on D; null for the issuer itself */
  receiverId: string | null
  receiverName: string | null
}

export interface Seen {
  frame: Frame
  unit: FilingUnit
  annex: 1 | 2
  /** whether the actor fills this sheet in */
  isOwn: boolean
  /** whether the actor receives this unit's return */
  isReceiver: boolean
}

/** Where an actor reads names: 政协 in which a staff role is held. */
export const ownCommittees = (actor: Actor): string[] =>
  committeesOf(actor, 'office', 'special_committee', 'leader')

/** Units whose sheets an actor may open: own ones, and those below that the own 政协 guides. `u` is the unit, `f` the frame. */
export const maySeeUnit = (actor: Actor, frame: Frame) => {
  const heads = committeesOf(actor, 'office', 'leader')
  return sql<boolean>`(
    (u.kind = 'committee' or (u.kind = 'special_committee' and u.level = 'province'))
    and exists (select from figure_reach i where i.ancestor_id = ${frame.issuerId} and i.unit_id = u.id and i.valid @> ${frame.heldOn}::date)
    and (u.id = any(${unitsOf(actor, 'special_committee')}::uuid[]) or exists (
      select from figure_reach h where h.ancestor_id = any(${heads}::uuid[]) and h.unit_id = u.id and h.valid @> ${frame.heldOn}::date)))`
}

/** Opens a sheet: the campaign, the unit and the annex, if the actor may see them. Throws NotFound. */
export const openSheet = async (
  tx: Tx,
  actor: Actor,
  campaignId: string,
  unitId: string,
  annex?: 1 | 2,
): Promise<Seen> => {
  const frame = await getFrame(tx, campaignId)
  const { rows } = await sql<FilingUnit>`
    select u.id, u.committee_id as "committeeId", u.kind, u.level, u.name, u.short_name as "shortName", u.code,
      r.id as "receiverId", r.name as "receiverName"
    from units u
      left join guidances g on g.unit_id = u.id and g.valid @> ${frame.heldOn}::date
      left join units r on u.id <> ${frame.issuerId} and r.id = case when u.kind = 'committee' then g.guide_id else u.committee_id end
    where u.id = ${unitId} and ${maySeeUnit(actor, frame)}`.execute(tx)
  const [unit] = rows
  if (!unit) throw new NotFound()
  const offices = unitsOf(actor, 'office')
  const isOwn =
    offices.includes(unit.id) ||
    (unit.kind === 'special_committee' &&
      (unitsOf(actor, 'special_committee').includes(unit.id) || offices.includes(unit.committeeId)))
  return {
    frame,
    unit,
    annex: unit.kind === 'special_committee' ? 1 : annexOf(frame, unit, annex),
    isOwn,
    isReceiver: unit.receiverId !== null && offices.includes(unit.receiverId),
  }
}

/** 附件1 is the province's own, and only of a campaign of its own. */
const annexOf = (frame: Frame, unit: FilingUnit, asked: 1 | 2 | undefined): 1 | 2 =>
  asked === 1 && unit.level === 'province' && unit.id === frame.issuerId ? 1 : 2
