import { v7 as newId } from 'uuid'
import type { Actor } from './actor.ts'
import { type Tx, sql } from './db.ts'
import { Invalid, NotFound } from './errors.ts'
import { downloadName } from './files.ts'
import type { House } from './house.ts'
import { BadImage, reencode } from './images.ts'
import type { FileReply } from './transfer.ts'

/** What is kept of a file beside its bytes. */
export interface NewFile {
  /** chosen by the caller so that sent twice is once; made here when left out */
  id?: string | undefined
  committeeId: string
  purpose: 'picture' | 'attachment' | 'scan' | 'import' | 'export' | 'error-sheet'
  name: string
  mediaType: string
  content: Uint8Array
  /** the record whose rule decides who may read it; null is the one who brought it */
  owner?: { type: string; id: string } | null
  isPublic?: boolean
  createdBy: string | null
  now: Date
}

/** Sheets hold names and phones by the hundred: they lie sealed, in backups too. */
const lieSealed: readonly NewFile['purpose'][] = ['import', 'export', 'error-sheet']

/** Keeps bytes and their record; the id is what other tables name. Pictures go through `savePicture`. */
export const saveFile = async (tx: Tx, house: House, file: NewFile): Promise<string> => {
  if (!lieSealed.includes(file.purpose)) return insert(tx, await house.files.put(file.content), file, null)
  const { sha256 } = await house.files.put(house.keyring.seal(Buffer.from(file.content).toString('base64')))
  return insert(tx, { sha256, bytes: file.content.byteLength }, file, null, true)
}

/** Keeps a picture, re-encoded without EXIF, with its small version. Throws Invalid (field `file`) in words of the encoder. */
export const savePicture = async (
  tx: Tx,
  house: House,
  file: Omit<NewFile, 'mediaType' | 'purpose'> & { purpose?: 'picture' | 'scan' },
): Promise<string> => {
  const picture = await reencode(file.content).catch((error: unknown) => {
    throw error instanceof BadImage ? new Invalid([{ path: 'file', message: error.message }]) : error
  })
  const kept = await house.files.put(picture.bytes)
  const small = await house.files.put(picture.thumbnail)
  const named = { ...file, name: downloadName(file.name, '.jpg'), mediaType: picture.mediaType }
  return insert(
    tx,
    kept,
    { ...named, purpose: file.purpose ?? 'picture' },
    { sha256: small.sha256, width: picture.width, height: picture.height },
  )
}

/** Gives files that the actor brought to a record, which then decides who may read them. Throws Invalid when one is not there. */
export const adoptFiles = async (
  tx: Tx,
  actor: Actor,
  ids: string[],
  owner: { type: string; id: string },
): Promise<void> => {
  const { rows } = await sql`
    update files set owner_type = ${owner.type}, owner_id = ${owner.id}
    where id = any(${ids}::uuid[]) and (owner_id = ${owner.id} or (owner_id is null and created_by = ${actor.personId}))
    returning id`.execute(tx)
  if (rows.length !== new Set(ids).size)
    throw new Invalid([{ path: 'fileIds', message: '有的文件没有传上来，请重新选一次' }])
}

/** Opens or closes the files of a record to everybody. */
export const publishFiles = async (
  tx: Tx,
  owner: { type: string; id: string },
  isPublic: boolean,
): Promise<void> => {
  await sql`
    update files set is_public = ${isPublic} where owner_type = ${owner.type} and owner_id = ${owner.id}`.execute(
    tx,
  )
}

/** Lets go of the files of a record that it does not keep: they are public no more and nobody's but who brought them. */
export const releaseFiles = async (
  tx: Tx,
  owner: { type: string; id: string },
  keepIds: string[],
): Promise<void> => {
  await sql`
    update files set owner_type = null, owner_id = null, is_public = false
    where owner_type = ${owner.type} and owner_id = ${owner.id} and id <> all(${keepIds}::uuid[])`.execute(tx)
}

interface Kept {
  committeeId: string
  name: string
  mediaType: string
  sha256: string
  thumbnailSha256: string | null
  isSealed: boolean
}

/** A file as the reply, without asking who may read it: the caller has. Throws NotFound. */
export const fileReply = async (
  tx: Tx,
  house: House,
  id: string,
  size: 'whole' | 'small' = 'whole',
): Promise<FileReply> => {
  const file = await getKept(tx, id)
  const isPicture = file.thumbnailSha256 !== null
  const digest = size === 'small' && file.thumbnailSha256 ? file.thumbnailSha256 : file.sha256
  if (!(await house.files.exists(digest))) throw new NotFound('这个文件已经不在了，请上传的人再传一次。')
  return {
    file: file.isSealed ? await plainBytes(house, file) : house.files.open(digest),
    name: file.name,
    mediaType: file.mediaType,
    inline: isPicture,
    ...(isPicture ? { maxAgeSeconds: 86_400 } : {}),
  }
}

/** The bytes of a file, for work on it. Throws NotFound. */
export const fileBytes = async (tx: Tx, house: House, id: string): Promise<Buffer> => {
  const file = await getKept(tx, id)
  if (!(await house.files.exists(file.sha256))) throw new NotFound('这个文件已经不在了，请重新上传。')
  return plainBytes(house, file)
}

/** All bytes as they were given to us. */
const plainBytes = async (
  { files, keyring }: House,
  { sha256, isSealed }: Pick<Kept, 'sha256' | 'isSealed'>,
): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of files.open(sha256)) chunks.push(Buffer.from(chunk))
  const bytes = Buffer.concat(chunks)
  return isSealed ? Buffer.from(keyring.open(bytes), 'base64') : bytes
}

const getKept = async (tx: Tx, id: string): Promise<Kept> => {
  const { rows } = await sql<Kept>`
    select committee_id as "committeeId", name, media_type as "mediaType", sha256, thumbnail_sha256 as "thumbnailSha256",
      is_sealed as "isSealed"
    from files where id = ${id}`.execute(tx)
  const [file] = rows
  if (!file) throw new NotFound()
  return file
}

const insert = async (
  tx: Tx,
  kept: { sha256: string; bytes: number },
  file: Omit<NewFile, 'content'>,
  picture: { sha256: string; width: number; height: number } | null,
  isSealed = false,
): Promise<string> => {
  const id = file.id ?? newId()
  await sql`
    insert into files (id, committee_id, purpose, name, media_type, bytes, sha256, thumbnail_sha256, width, height, is_public,
      is_sealed, owner_type, owner_id, created_by, created_at)
    values (${id}, ${file.committeeId}, ${file.purpose}, ${file.name}, ${file.mediaType}, ${kept.bytes}, ${kept.sha256},
      ${picture?.sha256 ?? null}, ${picture?.width ?? null}, ${picture?.height ?? null}, ${file.isPublic ?? false},
      ${isSealed}, ${file.owner?.type ?? null}, ${file.owner?.id ?? null}, ${file.createdBy}, ${file.now})`.execute(
    tx,
  )
  return id
}
