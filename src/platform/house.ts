import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from './actor.ts'
import type { Config } from './config.ts'
import type { Keyring } from './crypto.ts'
import type { Database } from './db.ts'
import type { FileStore } from './files.ts'

/** What a process holds for its life; handed to handlers that need more than the transaction. */
export interface House {
  config: Config
  db: Database
  keyring: Keyring
  files: FileStore
  /** the time; passed in so that tests set it */
  clock: () => Date
  /** who asks, by session; null is anyone */
  authenticate: (request: FastifyRequest, now: Date) => Promise<Actor | null>
  /** the rights of a person at an instant, for work that goes on without a request; null when the account is disabled */
  actorNow: (personId: string, now: Date) => Promise<Actor | null>
  /** replies are checked against the contract (tests and development) */
  checksReplies: boolean
  /** public pages are drawn once for all who ask within two seconds; off where a test looks right after a write */
  keepsPages: boolean
}

export type App = FastifyInstance

declare module 'fastify' {
  interface FastifyInstance {
    house: House
  }
}
