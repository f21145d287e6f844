import { type Actor, recordsOf, unitsOf } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { standingsOf } from '../../../platform/standings.ts'
import { replyFlow, seesReply } from '../access.ts'
import { type Assignables, type RecordOf, assignableOf } from '../assignable.ts'
import type { MatterFace, Reply } from '../contract/replies.ts'

/** Replies on one record, first written first, and whether the reader may begin one. Throws NotFound. */
export const listReplies = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  record: RecordOf,
): Promise<{ rows: Reply[]; obstacle: string | null }> => {
  assignableOf(all, record.recordType)
  const rows = await readReplies(
    tx,
    actor,
    all,
    sql<boolean>`r.record_type = ${record.recordType} and r.record_id = ${record.recordId} and r.state <> 'dropped'`,
  )
  const obstacle = await whyNotWrite(tx, actor, all, record)
  if (rows.length === 0 && obstacle === unseen) throw new NotFound()
  return { rows, obstacle }
}

/** One reply with what it answers. Throws NotFound. */
export const getReply = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  id: string,
): Promise<Reply & { matter: MatterFace }> => {
  const [reply] = await readReplies(tx, actor, all, sql<boolean>`r.id = ${id}`)
  if (!reply) throw new NotFound()
  return { ...reply, matter: await faceOf(tx, all, reply) }
}

/** What handlers and reviewers read of a record. Throws NotFound. */
export const faceOf = async (tx: Tx, all: Assignables, record: RecordOf): Promise<MatterFace> => {
  const { recordType, recordId } = record
  const matter = (await assignableOf(all, recordType).describe(tx, [recordId])).get(recordId)
  if (!matter) throw new NotFound()
  const { number, title, words, category, pictureIds } = matter
  return { recordType, recordId, number, title, words, category, pictureIds }
}

const unseen = 'unseen'

/** Null when the actor may begin a reply of a member, studio or office on this record, else why not. */
export const whyNotWrite = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  record: RecordOf,
): Promise<string | null> => {
  const one = assignableOf(all, record.recordType)
  const { rows } = await sql`
    select from (select ${record.recordId}::uuid as id) x where ${one.visibleTo(actor, sql<string>`x.id`)}`.execute(
    tx,
  )
  const matter = (await one.describe(tx, [record.recordId])).get(record.recordId)
  if (!matter || rows.length === 0) return unseen
  const isOffice = unitsOf(actor, 'office').includes(matter.committeeId)
  const isConvener = matter.venueId !== null && unitsOf(actor, 'convener').includes(matter.venueId)
  const isHandler = matter.handlerId !== null && recordsOf(actor).includes(matter.handlerId)
  return isOffice || isConvener || isHandler ? null : '这件事由办理的委员、工作室召集人或者政协办公室答复'
}

type Row = Omit<Reply, 'standing' | 'mayEdit'> & { state: string }

/** Replies that the actor may see, of those asked for, first written first. */
export const readReplies = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  which: ReturnType<typeof sql<boolean>>,
): Promise<Reply[]> => {
  const { rows } = await sql<Row>`
    select r.id, r.record_type as "recordType", r.record_id as "recordId", r.assignment_id as "assignmentId", r.round, r.body,
      r.contact_kind as "contactKind", r.outcome, u.short_name as "unitName", p.name as "authorName", w.name as "writtenBy",
      r.written_at as "writtenAt", r.published_at as "publishedAt", r.state, r.version,
      case when g.id is not null then json_build_object('grade', g.grade, 'why', g.why, 'ratedAt',
        to_char(g.rated_at, 'YYYY-MM-DD"T"HH24:MI:SSOF":00"')) end as rating
    from replies r join units u on u.id = r.unit_id join people p on p.id = r.author_id join people w on w.id = r.written_by
      left join ratings g on g.reply_id = r.id
    where ${which} and ${seesReply(actor, all)}
    order by r.written_at, r.id`.execute(tx)
  const flow = replyFlow(all)
  const situations = await flow.situations(
    tx,
    actor,
    rows.map((row) => row.id),
  )
  const standing = await standingsOf(tx, actor, flow, rows)
  return rows.map(({ state, ...row }) => {
    const roles = situations.get(row.id)?.roles
    const isOpen = state !== 'published' && state !== 'dropped'
    return {
      ...row,
      mayEdit: isOpen && roles !== undefined && [...roles].some((role) => role !== 'member'),
      standing: standing(row.id),
    }
  })
}
