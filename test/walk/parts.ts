import sharp from 'sharp'
import type { Setting } from './entry.ts'

/** Names one record of A by its kind, as the path's id. */
export const id = (key: Parameters<typeof of>[1]) => (setting: Setting) => ({
  params: { id: of(setting, key) },
})
const of = ({ world }: Setting, key: Exclude<keyof Setting['world']['A'], 'name' | 'level'>): string =>
  world.A[key]

/** A small picture that is whole. */
const jpeg = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#8a6' } })
  .jpeg()
  .toBuffer()
export const picture = { name: '图.jpg', content: jpeg, mediaType: 'image/jpeg' }
export const pdf = {
  name: '通知.pdf',
  content: Buffer.from('%PDF-1.4\n%%EOF\n'),
  mediaType: 'application/pdf',
}
