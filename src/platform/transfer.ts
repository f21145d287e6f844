import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Invalid, TooLarge, Unavailable } from './errors.ts'

/** One uploaded file, whole in memory: the limit is small. */
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

/** What one request holds of uploads in memory, counted against what a process holds at once. */
export interface Hold {
  /** false: there is no room for so many bytes more */
  take: (bytes: number) => boolean
  letGo: () => void
}

/** As much as the largest form brings: so that a crowd with large pictures cannot fill the memory. */
const mostHeldBytes = 3 * mostUploadBytes
let heldBytes = 0

/** Opens a request's account; whoever opens it lets go of it when the request is answered. */
export const openHold = (): Hold => {
  let own = 0
  return {
    take: (bytes) => {
      if (heldBytes + bytes > mostHeldBytes) return false
      heldBytes += bytes
      own += bytes
      return true
    },
    letGo: () => {
      heldBytes -= own
      own = 0
    },
  }
}

/** Reads one file (field `file`) and the JSON beside it (field `data`) from a multipart body. Throws Unavailable in a crowd. */
export const readUpload = async (
  request: FastifyRequest,
  hold: Hold,
): Promise<{ file: Upload; fields: unknown }> => {
  if (!request.isMultipart()) throw new Invalid([{ path: 'file', message: '请选一个文件' }])
  let file: Upload | null = null
  let fields: unknown = {}
  for await (const part of request.parts({ limits: { fileSize: mostUploadBytes, files: 1, fields: 4 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'data') fields = parseData(part.value)
      continue
    }
    const { chunks, isWhole } = await readChunks(part.file, hold)
    if (!isWhole) throw new Unavailable('现在传文件的人太多，还没收下。请过一分钟再传一次，不会重复。')
    const bytes = Buffer.concat(chunks)
    if (part.file.truncated) throw new TooLarge('文件超过 20 MB，请压缩后再传。')
    file = {
      name: safeName(part.filename),
      mediaType: part.mimetype,
      bytes,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }
  }
  if (!file || file.bytes.length === 0) throw new Invalid([{ path: 'file', message: '请选一个文件' }])
  return { file, fields }
}

/** The pieces of one file; passed over to its end, and let fall, once there is no room for them. */
const readChunks = async (file: AsyncIterable<unknown>, hold: Hold) => {
  const chunks: Buffer[] = []
  let isWhole = true
  let length = 0
  for await (const chunk of file) {
    const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    length += piece.length
    if (isWhole && hold.take(piece.length)) chunks.push(piece)
    else {
      isWhole = false
      chunks.length = 0
    }
  }
  return { chunks, isWhole, length }
}

const nothing: Hold = { take: () => false, letGo: () => undefined }

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
  /** a file was let fall because the process holds too much already */
  isCrowded: boolean
}

/**
 * Reads a multipart form. `takes`: most files of each field; those beyond, and all of them where `hold` is null or full,
 * are passed over without being held, so that the words behind them still arrive.
 */
export const readForm = async (
  request: FastifyRequest,
  takes: Record<string, number>,
  hold: Hold | null,
): Promise<FormBody> => {
  const body: FormBody = { typed: {}, files: [], counts: {}, tooLarge: [], isCrowded: false }
  const limits = { fileSize: mostUploadBytes, files: 60, fields: 40, fieldSize: 100_000 }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') body.typed[part.fieldname] = part.value
      continue
    }
    const before = body.counts[part.fieldname] ?? 0
    const isKept = hold !== null && before < (takes[part.fieldname] ?? 0)
    const { chunks, isWhole, length } = await readChunks(part.file, isKept ? hold : nothing)
    if (isKept && !isWhole) body.isCrowded = true
    if (length > 0) body.counts[part.fieldname] = before + 1
    if (part.file.truncated) body.tooLarge.push(part.fieldname)
    else if (isKept && isWhole && length > 0)
      body.files.push({ field: part.fieldname, ...uploadOf(part, chunks) })
  }
  return body
}

const uploadOf = (part: { filename: string; mimetype: string }, chunks: Buffer[]): Upload => {
  const bytes = Buffer.concat(chunks)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name: safeName(part.filename), mediaType: part.mimetype, bytes, sha256 }
}

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
