import { type Actor, committeesOf, unitsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Invalid, NotFound } from '../../../platform/errors.ts'
import type { FigureAsked } from '../contract.ts'
import type { Cohort } from './definitions.ts'

/** A unit as its figures may be seen. */
export interface FigureUnit {
  id: string
  committeeId: string
  kind: 'committee' | 'special_committee'
  level: 'province' | 'city' | 'county'
  name: string
}

/** What is asked, read against what the actor may see. */
export interface Scope {
  cohort: Cohort
  unit: FigureUnit
  part: 'whole' | 'own'
  /** units that may be chosen, in division order */
  units: FigureUnit[]
  /** 政协 directly below, in division order */
  below: FigureUnit[]
  /** whether the unit is of the actor's own 政协: members are named, items listed one by one */
  isOwn: boolean
}

/** Opens figures: the unit asked for, or the actor's own. Throws NotFound for one that is not the actor's to see, Invalid for days the wrong way round. */
export const openScope = async (tx: Tx, actor: Actor, asked: FigureAsked): Promise<Scope> => {
  const cohort = cohortOf(actor, asked)
  const units = await unitsWithin(tx, actor)
  const [first] = [
    ...units.filter((unit) => ownHeads(actor).includes(unit.id)),
    ...units.filter((unit) => unitsOf(actor, 'special_committee').includes(unit.id)),
  ]
  const unit = asked.unitId ? units.find((one) => one.id === asked.unitId) : first
  if (!unit) throw new NotFound()
  const { rows: guided } = await sql<{ id: string }>`
    select distinct g.unit_id as id from guidances g where g.guide_id = ${unit.id}
      and g.valid && ${daysOf(cohort)}::daterange`.execute(tx)
  const below = units.filter((one) => one.kind === 'committee' && guided.some(({ id }) => id === one.id))
  const isOwn = [...ownHeads(actor), ...unitsOf(actor, 'special_committee')].includes(unit.id)
  return { cohort, unit, units, below, isOwn, part: below.length > 0 ? asked.part : 'whole' }
}

/** 政协 of which the actor is office or leader. */
const ownHeads = (actor: Actor) => committeesOf(actor, 'office', 'leader')

const cohortOf = (actor: Actor, asked: FigureAsked): Cohort => {
  const today = dayOf(actor.now)
  const from = asked.from ?? `${today.slice(0, 4)}-01-01`
  const until = asked.until ?? today
  if (from > until) throw new Invalid([{ path: 'until', message: '结束的日子早于开始的日子' }])
  return { from, until, category: asked.category || null, channel: asked.channel || null }
}

/** The days of a cohort as a half-open range. */
export const daysOf = ({ from, until }: Pick<Cohort, 'from' | 'until'>): string => `[${from},${until}]`

const unitsWithin = async (tx: Tx, actor: Actor): Promise<FigureUnit[]> => {
  const { rows } = await sql<FigureUnit>`
    select u.id, u.committee_id as "committeeId", u.kind, u.level, u.short_name as name from units u
    where u.kind = 'committee' and exists (select from figure_reach r where r.unit_id = u.id
        and r.ancestor_id = any(${ownHeads(actor)}::uuid[]) and r.valid @> ${dayOf(actor.now)}::date)
      or u.kind = 'special_committee' and u.open_during @> ${dayOf(actor.now)}::date
        and (u.committee_id = any(${ownHeads(actor)}::uuid[]) or u.id = any(${unitsOf(actor, 'special_committee')}::uuid[]))
    order by u.kind, u.code`.execute(tx)
  return rows
}

/** Where things are counted: a place may stand in several rows, each for the days that it belonged there. */
export interface DatedPlaces {
  rowNos: number[]
  placeIds: string[]
  during: string[]
}

/** What a row of units covers: all that the unit guided on each day, or what bodies of that very 政协 guided. */
export interface UnitRow {
  unitId: string
  part: 'whole' | 'own'
}

/** Which venues and 政协 stand in which rows; rows are numbered from 0 as given. */
export const placesOfUnits = async (
  tx: Tx,
  { cohort }: Pick<Scope, 'cohort'>,
  rows: readonly UnitRow[],
): Promise<DatedPlaces> => {
  const { rows: found } = await sql<DatedPlaces>`
    with wanted as (
      select * from unnest(${rows.map((_, at) => at)}::int[], ${rows.map((row) => row.unitId)}::uuid[],
        ${rows.map((row) => row.part)}::text[]) w(row_no, unit_id, part)),
    up as materialized (
      select f.ancestor_id, f.unit_id, f.valid, x.kind from figure_reach f join units x on x.id = f.unit_id and x.kind in ('venue', 'committee')
      where f.ancestor_id in (select unit_id from wanted) and f.valid && ${daysOf(cohort)}::daterange),
    placed as (
      select w.row_no, u.unit_id, u.valid from wanted w join up u on u.ancestor_id = w.unit_id
      where w.part = 'whole' or (u.kind = 'committee' and u.unit_id = w.unit_id)
      union all
      select w.row_no, u.unit_id, u.valid * g.valid from wanted w join up u on u.ancestor_id = w.unit_id and u.kind = 'venue'
        join guidances g on g.unit_id = u.unit_id and g.valid && u.valid
        join units b on b.id = g.guide_id and b.committee_id = w.unit_id
      where w.part = 'own')
    select coalesce(array_agg(row_no), '{}')::int[] as "rowNos", coalesce(array_agg(unit_id), '{}')::text[] as "placeIds",
      coalesce(array_agg(valid::text), '{}')::text[] as during
    from placed`.execute(tx)
  return found[0] ?? { rowNos: [], placeIds: [], during: [] }
}
