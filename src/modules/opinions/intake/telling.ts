import { v5 as namedId } from 'uuid'
import { type Tx, sql } from '../../../platform/db.ts'
import { afterQuietHours, queueSmsTo } from '../../../platform/notify/index.ts'
import type { OpinionStep } from '../process.ts'

/** What a speaker who left a phone is told, by step; other steps are read on the page, by number and code. */
const told: Partial<Record<OpinionStep, string>> = {
  accept: '已经受理',
  pass: '已经受理，请了委员答复',
  refuse: '没有受理，理由写在页面上',
  redirect: '不归这里办，页面上写了该找哪里',
  answer: '有答复了，请您看看满不满意',
}

/** Tells the speaker, and those whose items were merged into this one; once for each step, never at night. (domain.md C23) */
export const tellSpeakers = async (
  tx: Tx,
  opinionId: string,
  step: OpinionStep,
  no: number,
  now: Date,
): Promise<void> => {
  const what = told[step]
  if (!what) return
  const { rows } = await sql<{ id: string; number: string; phone: Buffer }>`
    select o.id, o.number, s.phone_sealed as phone from opinions o join opinion_speakers s on s.opinion_id = o.id
    where (o.id = ${opinionId} or (o.merged_into = ${opinionId} and o.state = 'merged'))
      and o.tells_by_sms and o.number is not null and s.phone_sealed is not null and s.erased_at is null`.execute(
    tx,
  )
  for (const row of rows)
    await queueSmsTo(tx, {
      id: messageId(opinionId, no, row.id),
      phoneSealed: row.phone,
      template: 'progress',
      variables: { number: row.number, what },
      notBefore: afterQuietHours(now),
      expiresAt: null,
      now,
    })
}

/** The id of the message about one step to the speaker of one item: made anew it is the same, so that it goes out once. */
export const messageId = (opinionId: string, no: number, speakerOfId: string): string =>
  namedId(`${opinionId} ${no} ${speakerOfId}`, namespace)

const namespace = '5f0c6a2e-9d0b-4a55-8a53-6d0f5f3c7a11'
