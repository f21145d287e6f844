import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Invalid, TooLarge, Unavailable } from './errors.ts'
import { type Room, type Spooled, spool, unspool } from './spool.ts'

/** One uploaded file, whole in memory: the limit is small, and requests take turns (platform/spool.ts). */
export interface Upload {
  name: string
  mediaType: string
  bytes: Buffer
  sha256: string
}

/** A file as the reply. */
export interface FileReply {
  file: Buffer | Readable
  name: string
  mediaType: string
  /** shown in place (re-encoded pictures, our own print pages); everything else is an attachment */
  inline?: boolean
  /** may be kept by the browser, in seconds */
  maxAgeSeconds?: number
}

/** Largest upload, in bytes. */
export const mostUploadBytes = 20 * 1024 * 1024

/** Reads one file (field `file`) and the JSON beside it (field `data`) from a multipart body. Throws Unavailable in a crowd. */
export const readUpload = async (
  request: FastifyRequest,
  room: Room,
): Promise<{ file: Upload; fields: unknown }> => {
  if (!request.isMultipart()) throw new Invalid([{ path: 'file', message: '请选一个文件' }])
  let file: Upload | null = null
  let fields: unknown = {}
  for await (const part of request.parts({ limits: { fileSize: mostUploadBytes, files: 1, fields: 4 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'data') fields = parseData(part.value)
      continue
    }
    const spooled = await spool(part.file)
    try {
      if (part.file.truncated) throw new TooLarge('文件超过 20 MB，请压缩后再传。')
      if (!(await room.take(spooled.length)))
        throw new Unavailable('现在传文件的人太多，还没收下。请过一分钟再传一次，不会重复。')
      file = await uploadOf(part, spooled)
    } finally {
      await spooled.handle.close()
    }
  }
  if (!file || file.bytes.length === 0) throw new Invalid([{ path: 'file', message: '请选一个文件' }])
  return { file, fields }
}

const parseData = (value: unknown): unknown => {
  try {
    return JSON.parse(String(value))
  } catch {
    throw new Invalid([{ path: 'data', message: '随文件一起来的内容读不了' }])
  }
}

/** Files and words of a script-free form: what is too much is named by its field, and the words are kept. */
export interface FormBody {
  typed: Record<string, string>
  /** in the order chosen, no more of a field than it takes; a file control left empty gives none */
  files: (Upload & { field: string })[]
  /** how many files each field brought, kept or not */
  counts: Record<string, number>
  /** fields that brought a file over 20 MB */
  tooLarge: string[]
  /** files were let fall because too many came at once */
  isCrowded: boolean
}

/**
 * Reads a multipart form. `takes`: most files of each field; those beyond, and all of them where `room` is null, are passed
 * over without being kept, so that the words behind them still arrive. What is kept lies on disk until the whole form is there.
 */
export const readForm = async (
  request: FastifyRequest,
  takes: Record<string, number>,
  room: Room | null,
): Promise<FormBody> => {
  const body: FormBody = { typed: {}, files: [], counts: {}, tooLarge: [], isCrowded: false }
  const kept: { part: { fieldname: string; filename: string; mimetype: string }; spooled: Spooled }[] = []
  const limits = { fileSize: mostUploadBytes, files: 60, fields: 40, fieldSize: 100_000 }
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') body.typed[part.fieldname] = part.value
        continue
      }
      const before = body.counts[part.fieldname] ?? 0
      const isKept = room !== null && before < (takes[part.fieldname] ?? 0)
      const spooled = isKept ? await spool(part.file) : null
      if (spooled) kept.push({ part, spooled })
      const length = spooled ? spooled.length : await lengthOf(part.file)
      if (length > 0) body.counts[part.fieldname] = before + 1
      if (part.file.truncated) body.tooLarge.push(part.fieldname)
    }
    const whole = kept.filter(
      ({ part, spooled }) => spooled.length > 0 && !body.tooLarge.includes(part.fieldname),
    )
    const bytes = whole.reduce((sum, { spooled }) => sum + spooled.length, 0)
    if (bytes > 0 && room && !(await room.take(bytes))) return { ...body, isCrowded: true }
    for (const { part, spooled } of whole)
      body.files.push({ field: part.fieldname, ...(await uploadOf(part, spooled)) })
    return body
  } finally {
    for (const { spooled } of kept) await spooled.handle.close()
  }
}

const lengthOf = async (pieces: AsyncIterable<unknown>): Promise<number> => {
  let length = 0
  for await (const piece of pieces) length += Buffer.isBuffer(piece) ? piece.length : 1
  return length
}

const uploadOf = async (part: { filename: string; mimetype: string }, spooled: Spooled): Promise<Upload> => ({
  name: safeName(part.filename),
  mediaType: part.mimetype,
  bytes: await unspool(spooled),
  sha256: spooled.sha256,
})

/** A name to show: no folders, no control or direction characters. */
const safeName = (name: string): string => {
  const plain = name
    .replace(/^.*[\\/]/, '')
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  return plain.slice(0, 120) || '文件'
}

export const sendFile = (reply: FastifyReply, given: FileReply) => {
  const disposition = `${given.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(given.name)}`
  return reply
    .header('content-type', given.mediaType)
    .header('content-disposition', disposition)
    .header('x-content-type-options', 'nosniff')
    .header(
      'cache-control',
      given.maxAgeSeconds ? `private, max-age=${given.maxAgeSeconds}, immutable` : 'no-store',
    )
    .send(given.file)
}
