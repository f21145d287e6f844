import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Database, type Tx, sql } from '../../platform/db.ts'
import type { Seen } from './access.ts'
import { factsOf } from './check-facts.ts'
import { type BrokenCheck, type CheckResult, check } from './checks.ts'
import { type Figures, fillRows } from './figures.ts'
import { rowsOfSheet } from './rows.ts'

export interface Explanation {
  words: string
  by: string
  at: string
}

/** A broken check with the words that stand for its figures; words said of other figures have lapsed. */
export interface ExplainedCheck extends BrokenCheck {
  explanation: Explanation | null
  lapsed: Explanation | null
}

/** A version of a unit's return, as lists show it. */
export interface ReturnVersion {
  id: string
  version: number
  state: 'submitted' | 'accepted' | 'returned'
  manual: boolean
  submittedAt: string
  decidedAt: string | null
}

/** A sheet counted and checked in one snapshot: all that a page, a submission and a print need. */
export interface Worked {
  figures: Figures
  checks: Omit<CheckResult, 'broken'> & { broken: ExplainedCheck[] }
  returns: ReturnVersion[]
}

/** `db` where the transaction has written nothing: another connection may then count part of it in the same snapshot. */
export const workOut = async (tx: Tx, actor: Actor, seen: Seen, db?: Database): Promise<Worked> => {
  const rows = await rowsOfSheet(tx, seen.frame, seen.unit, seen.annex)
  const figures = await fillRows(tx, seen.frame, seen.unit.id, rows, { db })
  const checks = check(await factsOf(tx, actor, seen, figures))
  const explained = await listExplanations(tx, seen)
  return {
    figures,
    checks: {
      ...checks,
      broken: checks.broken.map((broken) => explainedBy(broken, explained.get(broken.code))),
    },
    returns: await listVersions(tx, seen),
  }
}

type Said = Explanation & { figures: number[] }

const explainedBy = (broken: BrokenCheck, said: Said | undefined): ExplainedCheck => {
  if (!said) return { ...broken, explanation: null, lapsed: null }
  const { figures, ...words } = said
  const stands = figures.join() === broken.figures.join()
  return { ...broken, explanation: stands ? words : null, lapsed: stands ? null : words }
}

/** Explanations by check: of the sheet's unit, and of units below for the checks of their own rows. */
const listExplanations = async (tx: Tx, { frame, unit }: Seen): Promise<Map<string, Said>> => {
  const { rows } = await sql<Said & { code: string }>`
    select case when e.unit_id = ${unit.id} then e.check_code else e.check_code || '@' || e.unit_id || ':whole' end as code,
      e.words, e.figures, p.name as by, e.made_at as at
    from check_explanations e join people p on p.id = e.made_by
    where e.campaign_id = ${frame.campaignId} and (e.unit_id = ${unit.id} or (position('@' in e.check_code) = 0 and exists (
      select from guidances g where g.unit_id = e.unit_id and g.guide_id = ${unit.id} and g.valid @> ${frame.heldOn}::date)))
    order by e.unit_id = ${unit.id}`.execute(tx)
  return new Map(rows.map(({ code, ...words }) => [code, words]))
}

/** Versions of the unit's return, newest first. */
export const listVersions = async (tx: Tx, { frame, unit }: Seen): Promise<ReturnVersion[]> => {
  const { rows } = await sql<ReturnVersion>`
    select id, version, state, manual, submitted_at as "submittedAt", decided_at as "decidedAt" from returns
    where campaign_id = ${frame.campaignId} and unit_id = ${unit.id} order by version desc`.execute(tx)
  return rows
}

/** Why the sheet cannot be submitted now, in words; null when it can. (C29, Checks: closed until a sentence explains it) */
export const obstacleOf = (
  actor: Actor,
  { frame, unit }: Seen,
  { checks, returns }: Worked,
): string | null => {
  if (frame.campaignState === 'cancelled') return '这次活动已取消，不用再报'
  if (dayOf(actor.now) < frame.heldOn) return `活动日（${asDay(frame.heldOn)}）还没到`
  const [last] = returns
  if (last?.state === 'submitted')
    return `第 ${last.version} 版已经报出，等${unit.receiverName ?? '上级'}接受或退回`
  const silent = checks.broken.filter((broken) => broken.explanation === null)
  const [first] = silent
  if (!first) return null
  const where = first.columnNo === null ? '' : `第 ${first.columnNo} 栏`
  const whose = first.sentence.includes('：') && first.rowKey ? `${first.sentence.split('：')[0]}` : ''
  if (silent.length > 1) return `还不能提交：有 ${silent.length} 条核对提醒没写说明`
  return first.lapsed
    ? `还不能提交：${whose}${where}的数字已变，请重新说明`
    : `还不能提交：${whose}${where}的核对提醒没写说明`
}

const asDay = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** What the next submission is called: the first, after a return, or a 补报. */
export const submitLabel = ({ unit }: Seen, [last]: readonly ReturnVersion[]): string => {
  const to = unit.receiverName ?? ''
  if (last?.state === 'returned') return `再次提交给${to}`
  return last?.state === 'accepted' ? `补报给${to}（第 ${last.version + 1} 版）` : `提交给${to}`
}
