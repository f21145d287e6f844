import { refuseActive } from '../../platform/active-content.ts'
import { type Actor, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import { releaseFiles, saveFile, savePicture } from '../../platform/file-records.ts'
import type { FileRule } from '../../platform/file-rule.ts'
import type { House } from '../../platform/house.ts'
import type { Upload } from '../../platform/transfer.ts'
import { visibleTo } from './access.ts'
import { mediaTypeOf } from './rules.ts'

/** Most attachments of a notice. */
const mostAttachments = 10

/** Whoever sees the campaign reads its attachments. */
export const attachmentRule: FileRule = {
  ownerType: 'campaign',
  mayRead: async (tx, actor, id) => {
    const { rows } = await sql`select from campaigns c where c.id = ${id} and ${visibleTo(actor)}`.execute(tx)
    return rows.length > 0
  },
}

/** Adds an attachment to a draft's notice; sent twice is once. Throws Invalid in words for a kind of file that is not taken. */
export const attachFile = async (
  tx: Tx,
  actor: Actor,
  house: House,
  id: string,
  given: { fileId: string; upload: Upload },
): Promise<{ id: string }> => {
  const { committeeId, fileIds } = await holdDraft(tx, actor, id)
  if (fileIds.includes(given.fileId)) return { id: given.fileId }
  if (fileIds.length >= mostAttachments) throw new Conflict(`附件最多 ${mostAttachments} 个，先去掉不要的。`)
  const { name, bytes } = given.upload
  const mediaType = mediaTypeOf(name, bytes)
  if (!mediaType) throw new Invalid([{ path: 'file', message: notTaken }])
  await refuseActive(bytes, mediaType)
  const file = {
    id: given.fileId,
    committeeId,
    name,
    content: bytes,
    owner: { type: 'campaign', id },
    createdBy: actor.personId,
    now: actor.now,
  }
  await (mediaType.startsWith('image/')
    ? savePicture(tx, house, file)
    : saveFile(tx, house, { ...file, purpose: 'attachment', mediaType }))
  return { id: given.fileId }
}

const notTaken = '附件收 PDF、OFD、Word（.docx）、Excel（.xlsx）和图片，内容要与扩展名相符。请另存一份再传。'

/** Takes an attachment off a draft. */
export const detachFile = async (
  tx: Tx,
  actor: Actor,
  id: string,
  fileId: string,
): Promise<{ id: string }> => {
  const { fileIds } = await holdDraft(tx, actor, id)
  if (!fileIds.includes(fileId)) throw new NotFound()
  await releaseFiles(
    tx,
    { type: 'campaign', id },
    fileIds.filter((one) => one !== fileId),
  )
  return { id: fileId }
}

/** Locks the draft and gives the ids of its files. */
const holdDraft = async (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ committeeId: string; fileIds: string[] }> => {
  const { rows } = await sql<{ state: string; committeeId: string }>`
    select state, committee_id as "committeeId" from campaigns
    where id = ${id} and committee_id = any(${unitsOf(actor, 'office')}::uuid[]) for update`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (row.state !== 'draft') throw new Conflict('已经下发，附件不能再改。')
  const { rows: files } = await sql<{ id: string }>`
    select id from files where owner_type = 'campaign' and owner_id = ${id}`.execute(tx)
  return { committeeId: row.committeeId, fileIds: files.map((file) => file.id) }
}
