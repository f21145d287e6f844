import { type Tx, sql } from './db.ts'
import type { NumberSetting } from './number-setting.ts'

/** The value in force in a 政协 on a day. */
export const numberSetting = async (
  tx: Tx,
  committeeId: string,
  day: string,
  setting: NumberSetting,
): Promise<number> => (await numberSettings(tx, committeeId, day, [setting]))[0] ?? setting.shipped

/** The values in force in a 政协 on a day, in the order asked. */
export const numberSettings = async (
  tx: Tx,
  committeeId: string,
  day: string,
  settings: readonly NumberSetting[],
): Promise<number[]> => {
  const { rows } = await sql<{ key: string; value: unknown }>`
    select key, value from settings
    where committee_id = ${committeeId} and key = any(${settings.map((one) => one.key)}::text[]) and valid @> ${day}::date`.execute(
    tx,
  )
  const kept = new Map(rows.map((row) => [row.key, row.value]))
  return settings.map((setting) => {
    const value = kept.get(setting.key)
    return typeof value === 'number' &&
      Number.isInteger(value) &&
      value >= setting.least &&
      value <= setting.most
      ? value
      : setting.shipped
  })
}
