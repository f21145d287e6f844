import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Forbidden } from '../../platform/errors.ts'
import { saveFile } from '../../platform/file-records.ts'
import type { House } from '../../platform/house.ts'
import type { Upload } from '../../platform/transfer.ts'

/** Keeps evidence of a correction, or the file of a 总结, before the record that takes it is written. */
export const uploadAttachment = async (
  tx: Tx,
  actor: Actor,
  house: House,
  given: { id: string; unitId: string },
  upload: Upload,
): Promise<{ id: string }> => {
  const held = actor.grants.find(
    (grant) => grant.unitId === given.unitId && ['office', 'special_committee'].includes(grant.role),
  )
  if (!held) throw new Forbidden()
  const { rows } =
    await sql`select from files where id = ${given.id} and created_by = ${actor.personId}`.execute(tx)
  if (rows.length > 0) return { id: given.id }
  const id = await saveFile(tx, house, {
    id: given.id,
    committeeId: held.committeeId,
    purpose: 'attachment',
    name: upload.name,
    mediaType: upload.mediaType,
    content: upload.bytes,
    createdBy: actor.personId,
    now: actor.now,
  })
  return { id }
}
