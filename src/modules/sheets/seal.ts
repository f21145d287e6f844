import type { Actor } from '../../platform/actor.ts'
import type { TakeStep } from '../../platform/contract.ts'
import { sha256 } from '../../platform/crypto.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'
import { takeStep } from '../../platform/take-step.ts'
import { sealOwnActivities } from '../activities/index.ts'
import { returnFlow } from './return-flow.ts'

interface SealedContent {
  id: string
  text: string
}

/**
 * What a seal is set over, as one canonical text: version, head, rows, cells with a digest of the ids behind each, lines and
 * explanations, all in fixed order. A change of this list is a new `form`.
 */
const contentOf = async (tx: Tx, returnId: string): Promise<string> => {
  const { rows } = await sql<SealedContent>`
    select r.id, json_build_array('minqiao-return', 1, r.id, r.campaign_id, r.unit_id, r.receiver_id, r.annex, r.version,
      extract(epoch from r.counted_at)::text, r.definitions_version, r.manual, r.summary, r.filled_by, r.checked_by, r.headed_by, r.phone,
      (select json_agg(json_build_array(w.position, w.unit_id, w.part, w.label, w.status) order by w.position)
        from return_rows w where w.return_id = r.id),
      (select json_agg(json_build_array(c.position, c.column_no, c.counted, c.manual, c.corrected, c.late,
          encode(sha256(array_to_string(c.record_ids, ',')::bytea), 'hex')) order by c.position, c.column_no)
        from return_cells c where c.return_id = r.id),
      (select json_agg(json_build_array(l.correction_id, l.unit_id, l.column_no, l.delta, l.reason) order by l.correction_id)
        from return_lines l where l.return_id = r.id),
      (select json_agg(json_build_array(k.check_code, k.sentence, k.words) order by k.check_code)
        from return_checks k where k.return_id = r.id))::text as text
    from returns r where r.id = ${returnId}`.execute(tx)
  const [content] = rows
  if (!content) throw new NotFound()
  return content.text
}

/** The digest over a return's content as it lies in the database now. */
export const digestOfReturn = async (tx: Tx, returnId: string): Promise<Buffer> =>
  sha256(await contentOf(tx, returnId))

/** The code printed on a sealed sheet: the first 24 hex digits of its digest. */
export const verifyCodeOf = (digest: Buffer): string => digest.toString('hex').slice(0, 24).toUpperCase()

/** The receiver accepts, which seals, or sends back with a reason. Submitting again goes through the sheet itself. */
export const stepReturn = async (
  tx: Tx,
  actor: Actor,
  id: string,
  asked: TakeStep,
): Promise<{ state: string; verifyCode: string | null }> => {
  if (asked.step === 'resubmit') throw new Conflict('请回到统计表，在那里再次提交，数会重新抄一遍。')
  const { to } = await takeStep(tx, actor, returnFlow, id, asked)
  if (to !== 'accepted') {
    await sql`update returns set decided_at = ${actor.now} where id = ${id}`.execute(tx)
    return { state: to, verifyCode: null }
  }
  const digest = await digestOfReturn(tx, id)
  const verifyCode = verifyCodeOf(digest)
  await sql`
    update returns set decided_at = ${actor.now}, digest = ${digest}, verify_code = ${verifyCode} where id = ${id}`.execute(
    tx,
  )
  const { rows } = await sql<{ campaignId: string; unitId: string }>`
    select campaign_id as "campaignId", unit_id as "unitId" from returns where id = ${id}`.execute(tx)
  for (const sealed of rows) await sealOwnActivities(tx, sealed, actor.now)
  return { state: to, verifyCode }
}

/** What a code from paper is found to be. `matches` is recomputed from what lies in the database. */
export interface Verified {
  matches: boolean
  unitName: string
  annex: 1 | 2
  version: number
  campaignName: string
  sealedAt: string
  /** a later version was sealed: this paper is not the newest */
  superseded: boolean
}

/** Looks a printed code up; null when no sealed return has it. Values are not told here. */
export const verifyCode = async (tx: Tx, code: string): Promise<Verified | null> => {
  const plain = code.replace(/[^0-9a-f]/gi, '').toUpperCase()
  if (plain.length !== 24) return null
  const { rows } = await sql<Omit<Verified, 'matches'> & { id: string; digest: Buffer }>`
    select r.id, r.digest, u.name as "unitName", r.annex, r.version, c.name as "campaignName", r.decided_at as "sealedAt",
      exists (select from returns n where n.campaign_id = r.campaign_id and n.unit_id = r.unit_id and n.version > r.version
        and n.state = 'accepted') as superseded
    from returns r join units u on u.id = r.unit_id join campaigns c on c.id = r.campaign_id
    where r.verify_code = ${plain} and r.state = 'accepted'`.execute(tx)
  const [row] = rows
  if (!row) return null
  const { id, digest, ...found } = row
  const now = await digestOfReturn(tx, id)
  return { ...found, matches: now.equals(digest) && verifyCodeOf(now) === plain }
}
