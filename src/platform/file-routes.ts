import type { Actor } from './actor.ts'
import { type Tx, sql } from './db.ts'
import { NotFound, Unauthenticated } from './errors.ts'
import { getFile } from './file-contract.ts'
import type { FileRule } from './file-rule.ts'
import { fileReply } from './file-records.ts'
import { isOpened } from './open-elsewhere.tsx'
import { serveAnyone } from './http.ts'
import type { Module } from './module.ts'

/** Serves the files of every slice, each by the rule of the record that it belongs to. */
export const filesModule = (slices: readonly Module[]): Module => {
  const rules = new Map(
    slices.flatMap(({ files }) => files ?? []).map((rule) => [rule.ownerType, rule.mayRead]),
  )
  return {
    name: 'files',
    routes: (app) => {
      serveAnyone(app, getFile, async ({ tx, actor, params, query, house, request }) => {
        if (!(await isReadable(tx, actor, params.id, rules)))
          throw actor || !isOpened(request) ? new NotFound() : new Unauthenticated()
        return fileReply(tx, house, params.id, query.size)
      })
    },
  }
}

interface Owned {
  isPublic: boolean
  createdBy: string | null
  ownerType: string | null
  ownerId: string | null
  purpose: string
}

const isReadable = async (
  tx: Tx,
  actor: Actor | null,
  id: string,
  rules: ReadonlyMap<string, FileRule['mayRead']>,
): Promise<boolean> => {
  const { rows } = await sql<Owned>`
    select is_public as "isPublic", created_by as "createdBy", owner_type as "ownerType", owner_id as "ownerId", purpose
    from files where id = ${id}`.execute(tx)
  const [file] = rows
  if (!file) return false
  if (file.isPublic) return true
  if (!actor) return false
  if (file.createdBy === actor.personId) return true
  const mayRead = file.ownerType === null ? undefined : rules.get(file.ownerType)
  return mayRead !== undefined && file.ownerId !== null && mayRead(tx, actor, file.ownerId, file.purpose)
}
