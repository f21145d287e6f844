import { refuseActive } from '../../platform/active-content.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Forbidden, Invalid } from '../../platform/errors.ts'
import { type NewFile, saveFile, savePicture } from '../../platform/file-records.ts'
import type { House } from '../../platform/house.ts'
import type { Upload } from '../../platform/transfer.ts'
import { mediaTypeOf } from '../campaigns/index.ts'

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
  await keepPaper(tx, house, upload, {
    id: given.id,
    committeeId: held.committeeId,
    purpose: 'attachment',
    owner: null,
    createdBy: actor.personId,
    now: actor.now,
  })
  return { id: given.id }
}

/** Keeps a document or a picture of one, whatever its sender calls it; what would act on opening is refused in words. */
export const keepPaper = async (
  tx: Tx,
  house: House,
  { name, bytes }: Upload,
  about: Pick<NewFile, 'id' | 'committeeId' | 'owner' | 'createdBy' | 'now'> & {
    purpose: 'attachment' | 'scan'
  },
): Promise<string> => {
  const mediaType = mediaTypeOf(name, bytes)
  if (!mediaType) throw new Invalid([{ path: 'file', message: notTaken }])
  await refuseActive(bytes, mediaType)
  if (mediaType.startsWith('image/'))
    return savePicture(tx, house, { ...about, purpose: 'scan', name, content: bytes })
  return saveFile(tx, house, { ...about, name, mediaType, content: bytes })
}

const notTaken = '收 PDF、OFD、Word（.docx）、Excel（.xlsx）和图片，内容要与扩展名相符。请另存一份再传。'
