import type { Actor } from '../actor.ts'
import type { Tx } from '../db.ts'
import { Conflict, Unauthenticated } from '../errors.ts'
import { saveFile } from '../file-records.ts'
import type { House } from '../house.ts'
import { mostAtOnce } from './contract.ts'
import type { RunWorker } from './work.ts'

/** Throws Conflict where a list is too long to be written within the request. */
export const refuseLong = (total: number): void => {
  if (total > mostAtOnce)
    throw new Conflict(`有 ${total} 行，要在后台导出。请在列表页按“导出”，好了会出现在待办里。`, {
      needs: 'run',
    })
}

interface ListExport<Row> {
  kind: string
  /** one page of the list as the reader may see it now; throws where the right is gone */
  page: (
    tx: Tx,
    actor: Actor,
    house: House,
    asked: Record<string, unknown>,
    page: { page: number; size: number },
  ) => Promise<{ rows: Row[]; total: number }>
  write: (
    tx: Tx,
    actor: Actor,
    rows: Row[],
    asked: Record<string, unknown>,
  ) => Promise<{ file: Buffer; name: string; mediaType: string }>
}

/**
 * A worker that writes a whole list into a file: a thousand rows at a time from one snapshot, each time with the rights that
 * the reader holds by then, so that a right taken away ends it (quality.md S4). Contacts stay masked: nobody sits there.
 */
export const listExport = <Row>({ kind, page, write }: ListExport<Row>): RunWorker => ({
  kind,
  work: async (house, run, progress) => {
    const reader = async (): Promise<Actor> => {
      const actor = await house.actorNow(run.actor.personId, house.clock())
      if (!actor) throw new Unauthenticated('导出的人已经停用，没有导出。')
      return actor
    }
    const reply = await house.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const rows: Row[] = []
        for (let n = 1; ; n += 1) {
          const part = await page(tx, await reader(), house, run.input, { page: n, size: 1_000 })
          rows.push(...part.rows)
          await progress(rows.length, part.total)
          if (part.rows.length < 1_000) return write(tx, await reader(), rows, run.input)
        }
      })
    const fileId = await saveFile(house.db, house, {
      committeeId: run.committeeId,
      purpose: 'export',
      name: reply.name,
      mediaType: reply.mediaType,
      content: reply.file,
      owner: { type: 'run', id: run.id },
      createdBy: run.actor.personId,
      now: house.clock(),
    })
    return { result: {}, fileId }
  },
})
