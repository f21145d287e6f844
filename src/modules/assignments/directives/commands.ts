import { type Actor, unitsOf } from '../../../platform/actor.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { saveFile, savePicture } from '../../../platform/file-records.ts'
import type { House } from '../../../platform/house.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import type { Upload } from '../../../platform/transfer.ts'
import { mediaTypeOf } from '../../campaigns/index.ts'
import { type RecordOf, type Subject, assignableOf } from '../assignable.ts'
import type { DirectiveDraft } from '../contract/directives.ts'
import { directiveFlow } from './access.ts'

/** Records a leader's written word on a record of one's own 政协; sent twice is once. */
export const recordDirective = async (
  tx: Tx,
  actor: Actor,
  all: readonly Subject[],
  input: DirectiveDraft & RecordOf & { id: string },
): Promise<{ id: string }> => {
  refuseFuture(actor, input)
  const one = assignableOf(all, input.recordType)
  const { rows } = await sql`
    select from (select ${input.recordId}::uuid as id) x where ${one.visibleTo(actor, sql<string>`x.id`)}`.execute(
    tx,
  )
  const matter = (await one.describe(tx, [input.recordId])).get(input.recordId)
  if (!matter || rows.length === 0) throw new NotFound()
  if (!unitsOf(actor, 'office').includes(matter.committeeId)) throw new Forbidden()
  const { rows: made } = await sql`
    insert into directives (id, committee_id, record_type, record_id, leader, post, level, given_on, words, recorded_by, recorded_at)
    values (${input.id}, ${matter.committeeId}, ${input.recordType}, ${input.recordId}, ${input.leader}, ${input.post},
      ${input.level}, ${input.givenOn}, ${input.words}, ${actor.personId}, ${actor.now})
    on conflict (id) do nothing returning id`.execute(tx)
  if (made.length > 0)
    await beginProcess(tx, actor, directiveFlow(all), {
      id: input.id,
      committeeId: matter.committeeId,
      step: 'record',
    })
  return { id: input.id }
}

const refuseFuture = (actor: Actor, input: DirectiveDraft) => {
  if (input.givenOn > dayOf(actor.now))
    throw new Invalid([{ path: 'givenOn', message: '批示日期在今天以后，请核对' }])
}

const holdOwn = async (tx: Tx, actor: Actor, id: string) => {
  const { rows } = await sql<{ committeeId: string; version: number; state: string }>`
    select committee_id as "committeeId", version, state from directives
    where id = ${id} and committee_id = any(${unitsOf(actor, 'office')}::uuid[]) for update`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (row.state === 'withdrawn') throw new Conflict('这一条已经撤回。')
  return row
}

/** Corrects what was written down; the version that was read must still stand. */
export const editDirective = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: DirectiveDraft & { version: number },
): Promise<{ id: string }> => {
  refuseFuture(actor, input)
  const before = await holdOwn(tx, actor, id)
  if (before.version !== input.version)
    throw new Conflict('您打开之后，别人改过这一条。请对照后再存。', { version: before.version })
  await sql`
    update directives set leader = ${input.leader}, post = ${input.post}, level = ${input.level}, given_on = ${input.givenOn},
      words = ${input.words}, version = version + 1 where id = ${id}`.execute(tx)
  return { id }
}

const mostScans = 5

/** Adds a scan of the paper: a picture, re-encoded, or a PDF; sent twice is once. */
export const scanDirective = async (
  tx: Tx,
  actor: Actor,
  house: House,
  id: string,
  given: { fileId: string; upload: Upload },
): Promise<{ id: string }> => {
  const { committeeId } = await holdOwn(tx, actor, id)
  const { rows } = await sql<{ id: string }>`
    select id from files where owner_type = 'directive' and owner_id = ${id}`.execute(tx)
  if (rows.some((row) => row.id === given.fileId)) return { id: given.fileId }
  if (rows.length >= mostScans) throw new Conflict(`扫描件最多 ${mostScans} 个。`)
  const { name, bytes } = given.upload
  const mediaType = mediaTypeOf(name, bytes)
  const file = {
    id: given.fileId,
    committeeId,
    purpose: 'scan' as const,
    name,
    content: bytes,
    owner: { type: 'directive', id },
    createdBy: actor.personId,
    now: actor.now,
  }
  if (mediaType?.startsWith('image/')) await savePicture(tx, house, file)
  else if (mediaType === 'application/pdf') await saveFile(tx, house, { ...file, mediaType })
  else throw new Invalid([{ path: 'file', message: '扫描件收图片（JPG、PNG）和 PDF，内容要与扩展名相符。' }])
  return { id: given.fileId }
}

/** Writes down what came of it, or takes back what was recorded by mistake. */
export const stepDirective = async (
  tx: Tx,
  actor: Actor,
  all: readonly Subject[],
  id: string,
  input: TakeStep & { followUp?: string | undefined },
): Promise<{ state: string }> => {
  if (input.step === 'follow' && !input.followUp)
    throw new Invalid([{ path: 'followUp', message: '落实情况还没有写' }])
  const moved = await takeStep(tx, actor, directiveFlow(all), id, input)
  if (input.step === 'follow')
    await sql`
      update directives set follow_up = ${input.followUp ?? null}, version = version + 1 where id = ${id}`.execute(
      tx,
    )
  return { state: moved.to }
}
