import { z } from 'zod'

/** The newest form of backup that this program writes and reads. */
export const format = 1

/** What a backup says of itself: its last member but one, whose digest is the last. */
export const Manifest = z.object({
  format: z.number().int(),
  createdAt: z.string(),
  /** the schema: migrations applied, with the digest of their text */
  schema: z.array(z.object({ name: z.string(), digest: z.string() })),
  /** tells whether a keyring can open what is sealed in it; gives nothing of the key away */
  keyCheck: z.string(),
  /** the newest seal of the logs at the snapshot */
  head: z.object({ no: z.number(), digest: z.string() }).nullable(),
  tables: z.array(z.object({ name: z.string(), rows: z.number(), digest: z.string() })),
  /** files that records name and the store did not have */
  missing: z.array(z.string()),
  members: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
})
export type Manifest = z.output<typeof Manifest>
