import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Invalid, TooLarge } from './errors.ts'

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

/** Reads one file (field `file`) and the JSON beside it (field `data`) from a multipart body. */
export const readUpload = async (request: FastifyRequest): Promise<{ file: Upload; fields: unknown }> => {
  if (!request.isMultipart()) throw new Invalid([{ path: 'file', message: '请选一个文件' }])
  let file: Upload | null = null
  let fields: unknown = {}
  for await (const part of request.parts({ limits: { fileSize: mostUploadBytes, files: 1, fields: 4 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'data') fields = parseData(part.value)
      continue
    }
    const bytes = await part.toBuffer()
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

const parseData = (value: unknown): unknown => {
  try {
    return JSON.parse(String(value))
  } catch {
    throw new Invalid([{ path: 'data', message: '随文件一起来的内容读不了' }])
  }
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
