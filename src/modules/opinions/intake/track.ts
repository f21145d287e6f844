import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { fileReply } from '../../../platform/file-records.ts'
import type { House } from '../../../platform/house.ts'
import type { FileReply } from '../../../platform/transfer.ts'
import { addDays, dayOf } from '../../../platform/clock.ts'
import { numberSetting } from '../../../platform/settings.ts'
import { type PublishedReply, listPublishedReplies } from '../../assignments/index.ts'
import { listTurnings } from '../leads/door.ts'
import type { OpinionState, OpinionStep } from '../process.ts'
import { rateDays, redirections } from '../rules.ts'
import { findByLink } from './receipts.ts'

/** One thing that happened, in words for the speaker. */
export interface PublicMoment {
  at: string
  words: string
  /** the reason, where the speaker is owed one */
  reason: string | null
}

/** What the holder of a receipt sees of an item. */
export interface PublicOpinion {
  id: string
  committeeId: string
  committeeName: string
  committeeCode: string
  venueName: string | null
  venueToken: string | null
  number: string
  place: string
  words: string
  pictureIds: string[]
  state: OpinionState
  /** the state of the item it is handled with, where it was merged */
  mainState: OpinionState | null
  dueOn: string | null
  moments: PublicMoment[]
  replies: PublishedReply[]
  /** last day to rate, while it waits for that */
  rateUntil: string | null
}

/** What the holder of a receipt may read of the item: its own words, each step in plain words, the answers. */
export const getPublicOpinion = async (tx: Tx, id: string): Promise<PublicOpinion | null> => {
  const { rows } = await sql<Row>`
    select o.id, o.committee_id as "committeeId", c.name as "committeeName", c.code as "committeeCode", c.short_name as place,
      u.short_name as "venueName", v.token as "venueToken", o.number, o.words, o.state, o.due_on as "dueOn", o.merged_into as "mainId",
      main.state as "mainState", coalesce(main.answered_at, o.answered_at) as "answeredAt",
      coalesce((select array_agg(f.id order by f.created_at, f.id) from files f
        where f.owner_type = 'opinion' and f.owner_id = o.id and f.purpose = 'picture'), '{}') as "pictureIds"
    from opinions o join units c on c.id = o.committee_id
      left join opinions main on main.id = o.merged_into and o.state = 'merged'
      left join lateral (select w.venue_id from opinion_venues w where w.opinion_id = o.id order by w.venue_id limit 1) w on true
      left join venues v on v.id = w.venue_id left join units u on u.id = w.venue_id
    where o.id = ${id} and o.number is not null`.execute(tx)
  const [row] = rows
  if (!row) return null
  const { mainId, answeredAt, ...opinion } = row
  const handledId = row.state === 'merged' && mainId ? mainId : id
  const replies = (await listPublishedReplies(tx, 'opinion', [handledId])).get(handledId) ?? []
  const isRateable = row.state === 'answered' && answeredAt !== null
  const days = isRateable
    ? await numberSetting(tx, row.committeeId, dayOf(new Date(answeredAt)), rateDays)
    : 0
  return {
    ...opinion,
    replies,
    moments: await momentsOf(tx, id, handledId),
    rateUntil: isRateable ? addDays(dayOf(new Date(answeredAt)), days) : null,
  }
}

/** One picture that the speaker sent, by the link of the progress page; nothing keeps a copy of it. Throws NotFound. */
export const getTrackedPicture = async (
  tx: Tx,
  house: House,
  asked: { link: string; no: number; size: 'whole' | 'small' },
): Promise<FileReply> => {
  const receipt = await findByLink(tx, house, 'track', asked.link)
  const opinion = receipt && (await getPublicOpinion(tx, receipt.opinionId))
  const id = opinion?.pictureIds[asked.no - 1]
  if (!id) throw new NotFound('没有找到这张照片。请用编号和查询码重新查。')
  const { maxAgeSeconds: _, ...file } = await fileReply(tx, house, id, asked.size)
  return file
}

interface Row extends Omit<PublicOpinion, 'moments' | 'replies' | 'rateUntil'> {
  mainId: string | null
  answeredAt: string | null
}

interface Taken {
  recordId: string
  step: OpinionStep | 'receive' | 'record'
  at: string
  reason: string | null
  committeeName: string
  redirectedTo: string | null
  /** no such step came after */
  isLast: boolean
}

const momentsOf = async (tx: Tx, id: string, handledId: string): Promise<PublicMoment[]> => {
  const { rows } = await sql<Taken>`
    select s.record_id as "recordId", s.step, to_char(s.at, 'YYYY-MM-DD"T"HH24:MI:SSOF') as at, c.name as "committeeName",
      o.redirected_to as "redirectedTo", row_number() over (partition by s.record_id, s.step order by s.no desc) = 1 as "isLast",
      case when s.step in ('refuse', 'redirect') then r.body end as reason
    from steps s join opinions o on o.id = s.record_id join units c on c.id = o.committee_id
      left join remarks r on r.step_id = s.id and r.erased_at is null
    where s.record_type = 'opinion' and s.record_id = any(${[id, handledId]}::uuid[]) and s.track = 'main'
      and (s.record_id = ${id} or s.step in ('pass', 'assign', 'answer', 'reopen', 'resume'))
    order by s.at, s.id`.execute(tx)
  const departments = await departmentsOf(tx, handledId)
  const moments = rows.flatMap((taken) => {
    const words = wordsOf(taken, departments)
    return words === null ? [] : [{ at: taken.at, words, reason: reasonOf(taken) }]
  })
  const turnings = await listTurnings(tx, [id, handledId])
  return [...moments, ...turnings.map(({ at, words }) => ({ at, words, reason: null }))].sort(
    (one, other) => instantOf(one.at) - instantOf(other.at),
  )
}

/** Why it was not taken up; where it belongs elsewhere, first where to turn. */
const reasonOf = ({ step, isLast, redirectedTo, reason }: Taken): string | null => {
  const advice =
    step === 'redirect' && isLast && redirectedTo ? redirections[redirectedTo]?.advice : undefined
  return [advice, reason].filter(Boolean).join('') || null
}

/** The database writes an offset of hours alone, which a program must read with its minutes. */
const instantOf = (at: string): number => Date.parse(at.replace(/([+-]\d\d)$/, '$1:00'))

/** What a step is called towards the speaker; null is nobody's business but the office's. */
const wordsOf = (taken: Taken, departments: string): string | null => {
  const said: Partial<Record<Taken['step'], string>> = {
    receive: '已收到',
    record: '已收到',
    accept: `${taken.committeeName}已受理`,
    pass: '请委员来答复',
    refuse: '没有受理',
    redirect: '转告您该找的地方',
    merge: '和另一件同样的事一起办',
    split: '重新单独办理',
    assign: departments ? `转给${departments}办` : '转给部门办',
    answer: '已答复',
    rate: '您评价了，谢谢',
    reopen: '您说不满意，退回去再办',
    resume: '退回原来承办的部门再办',
    lapse: '到期没有评价，先归档了',
    reconsider: '重新审看',
    invalidate: '没有列入办理',
    restore: '恢复办理',
    withdraw: '已撤回',
    note: '已记下',
  }
  return said[taken.step] ?? null
}

const departmentsOf = async (tx: Tx, opinionId: string): Promise<string> => {
  const { rows } = await sql<{ name: string }>`
    select distinct u.short_name as name from assignments a join units u on u.id = a.department_id
    where a.record_type = 'opinion' and a.record_id = ${opinionId} and a.state not in ('rerouted', 'recalled') order by 1`.execute(
    tx,
  )
  return rows.map((row) => row.name).join('、')
}
