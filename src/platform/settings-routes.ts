import type { z } from 'zod'
import { type Actor, unitsOf } from './actor.ts'
import { dayOf } from './clock.ts'
import { type Tx, sql } from './db.ts'
import { Forbidden, Invalid, NotFound } from './errors.ts'
import { serve } from './http.ts'
import type { Module } from './module.ts'
import type { NumberSetting } from './number-setting.ts'
import * as api from './settings-contract.ts'

/** Serves the numbers that an office may set for its own 政协, as the slices declare them. */
export const settingsModule = (all: readonly NumberSetting[]): Module => ({
  name: 'settings',
  routes: (app) => {
    serve(app, api.listSettings, ({ tx, actor }) => listSettings(tx, actor, all))
    serve(app, api.setSetting, ({ tx, actor, params, body }) => setSetting(tx, actor, all, params.key, body))
  },
})

const listSettings = async (
  tx: Tx,
  actor: Actor,
  all: readonly NumberSetting[],
): Promise<z.output<(typeof api.listSettings)['reply']>> => {
  const committeeId = actor.grants.find(
    (grant) => grant.role === 'office' && grant.unitId === grant.committeeId,
  )?.unitId
  if (!committeeId) throw new Forbidden()
  const { rows } = await sql<{ key: string; value: number; from: string; isNow: boolean }>`
    select key, (value #>> '{}')::int as value, lower(valid) as "from", valid @> ${dayOf(actor.now)}::date as "isNow"
    from settings where committee_id = ${committeeId} and key = any(${all.map((one) => one.key)}::text[])
      and (upper_inf(valid) or upper(valid) > ${dayOf(actor.now)}::date)
    order by lower(valid)`.execute(tx)
  return {
    committeeId,
    settings: all.map((one) => {
      const now = rows.find((row) => row.key === one.key && row.isNow)
      const next = rows.find((row) => row.key === one.key && !row.isNow)
      return {
        ...one,
        yesNo: one.yesNo === true,
        value: now?.value ?? one.shipped,
        since: now?.from ?? null,
        next: next ? { value: next.value, from: next.from } : null,
      }
    }),
  }
}

/** From a day on, today at the earliest; what was set for later days gives way. */
const setSetting = async (
  tx: Tx,
  actor: Actor,
  all: readonly NumberSetting[],
  key: string,
  given: { committeeId: string; value: number; from: string },
): Promise<{ key: string }> => {
  const setting = all.find((one) => one.key === key)
  if (!setting) throw new NotFound()
  if (!unitsOf(actor, 'office').includes(given.committeeId)) throw new Forbidden()
  if (given.value < setting.least || given.value > setting.most)
    throw new Invalid([{ path: 'value', message: `写 ${setting.least} 到 ${setting.most} 之间的整数` }])
  if (given.from < dayOf(actor.now)) throw new Invalid([{ path: 'from', message: '从今天或以后的日子起' }])
  const of = sql`committee_id = ${given.committeeId} and key = ${key}`
  await sql`delete from settings where ${of} and lower(valid) >= ${given.from}::date`.execute(tx)
  await sql`
    update settings set valid = daterange(lower(valid), ${given.from}::date) where ${of} and valid @> ${given.from}::date`.execute(
    tx,
  )
  await sql`
    insert into settings (committee_id, key, valid, value, source, set_by, set_at)
    values (${given.committeeId}, ${key}, daterange(${given.from}::date, null), to_jsonb(${given.value}::int), ${setting.source},
      ${actor.personId}, ${actor.now})`.execute(tx)
  return { key }
}
