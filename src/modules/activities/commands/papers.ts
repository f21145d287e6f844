import type { Actor } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Forbidden, NotFound } from '../../../platform/errors.ts'
import { savePicture } from '../../../platform/file-records.ts'
import type { House } from '../../../platform/house.ts'
import type { Upload } from '../../../platform/transfer.ts'
import { manages, visibleTo } from '../access.ts'

/** Keeps a photograph of a signed paper list with the activity; sent twice it is one. */
export const addPaper = async (
  tx: Tx,
  actor: Actor,
  house: House,
  id: string,
  given: { id: string; upload: Upload },
): Promise<{ id: string; name: string }> => {
  const { rows } = await sql<{ committeeId: string; mine: boolean }>`
    select a.committee_id as "committeeId", ${manages(actor)} as mine
    from activities a where a.id = ${id} and ${visibleTo(actor)} for update of a`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (!row.mine) throw new Forbidden()
  const { rows: kept } = await sql<{ id: string; name: string }>`
    select id, name from files where id = ${given.id} and owner_type = 'activity' and owner_id = ${id}`.execute(
    tx,
  )
  if (kept[0]) return kept[0]
  await savePicture(tx, house, {
    id: given.id,
    committeeId: row.committeeId,
    name: given.upload.name,
    content: given.upload.bytes,
    purpose: 'scan',
    owner: { type: 'activity', id },
    createdBy: actor.personId,
    now: actor.now,
  })
  return { id: given.id, name: given.upload.name }
}
