import { sql } from '../db.ts'
import type { House } from '../house.ts'

/** Days that sheets sent to be imported, and those given back with reasons, are kept: they hold mobiles. Assumed. */
const sheetDays = 30

/** Forgets the bytes of old sheets; their records stay, and opening one says that it is gone. Again changes nothing. */
export const forgetOldSheets = async (house: House): Promise<void> => {
  const before = new Date(house.clock().getTime() - sheetDays * 86_400_000)
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from files group by sha256
    having bool_and(purpose in ('import', 'error-sheet') and created_at < ${before})`.execute(house.db)
  for (const { sha256 } of rows) await house.files.remove(sha256)
}
