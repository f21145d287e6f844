import type { Grade, PublicOpinion } from '../../modules/opinions/index.ts'
import type { FormState } from '../../platform/form.ts'
import { Answer, Choose, Lines, type Moment, Part, Submit, asDay, asDayTime } from '../ui/public/index.ts'

/** An item as the holder of its link sees it. */
export type Tracked = PublicOpinion & {
  link: string
  /** one more 不满意 has it handled again */
  mayReopen: boolean
}

/** The pictures that came with it: a press opens one whole. */
export function Sent({ opinion }: { opinion: Tracked }) {
  if (opinion.pictureIds.length === 0) return null
  return (
    <div className="shots">
      {opinion.pictureIds.map((id, at) => {
        const address = `/api/track/${opinion.link}/pictures/${at + 1}`
        return (
          <a key={id} href={address}>
            <img src={`${address}?size=small`} alt={`您发来的照片，第 ${at + 1} 张`} loading="lazy" />
          </a>
        )
      })}
    </div>
  )
}

/** The answers that went out, each with the word that its reader gave. */
export function Replies({ opinion }: { opinion: PublicOpinion }) {
  if (opinion.replies.length === 0) return null
  return (
    <Part title="答复">
      {opinion.replies.map((reply) => (
        <Answer
          key={reply.id}
          by={`${reply.unitName}，${asDayTime(reply.publishedAt)}，${opinion.committeeName}核过后发出`}
        >
          {reply.body.split('\n').map((line, at) => (
            <p key={`${at} ${line.slice(0, 10)}`}>{line}</p>
          ))}
          {reply.grade && <p className="hint">您的评价：{gradeWords[reply.grade]}</p>}
        </Answer>
      ))}
    </Part>
  )
}

const gradeWords: Record<Grade, string> = { satisfied: '满意', partly: '基本满意', unsatisfied: '不满意' }

/** One question an answer, three words to choose from. */
export function Rate({ opinion, state, until }: { opinion: Tracked; state: FormState; until: string }) {
  const open = opinion.replies.filter((reply) => reply.grade === null)
  return (
    <Part title="您满意吗？">
      <form method="post" action={`/track/${opinion.link}`}>
        <input type="hidden" name="key" value={state.key} />
        {open.map((reply) => (
          <div key={reply.id}>
            <Choose
              name={`grade-${reply.id}`}
              label={open.length > 1 ? `${reply.unitName}的答复` : '这份答复'}
              typed={state.typed}
              problems={state.problems}
              large
              options={[
                { value: 'satisfied', label: '满意' },
                { value: 'partly', label: '基本满意' },
                {
                  value: 'unsatisfied',
                  label: '不满意',
                  note: opinion.mayReopen ? '会退回去再办' : '记下来，不再退回去办',
                },
              ]}
            />
            <Lines
              name={`why-${reply.id}`}
              label="还想说的话"
              hint="有不满意的，请写写哪里没办好，办的人看得到。"
              typed={state.typed}
              problems={state.problems}
              optional
              rows={2}
              max={1000}
            />
          </div>
        ))}
        <Submit say={`${asDay(until)}前都可以评。没评，不会算成“满意”。`}>提交评价</Submit>
      </form>
    </Part>
  )
}

/** Answered together with a like one: whoever was not helped by it says so. */
export function Apart({ opinion, state }: { opinion: Tracked; state: FormState }) {
  return (
    <Part title="这份答复说到您的事了吗？">
      <form method="post" action={`/track/${opinion.link}`}>
        <input type="hidden" name="key" value={state.key} />
        <input type="hidden" name="deed" value="apart" />
        <div className="act">
          <button className="btn" type="submit">
            没有，请单独办我的
          </button>
          <p className="say">说到了，就不用管。</p>
        </div>
      </form>
    </Part>
  )
}

/** What happened, and what comes next by when. */
export const momentsOf = (opinion: PublicOpinion): Moment[] => {
  const past: Moment[] = opinion.moments.map((moment, at) => ({
    key: `${at}`,
    state: 'done',
    title: moment.words,
    when: asDayTime(moment.at),
    ...(moment.reason ? { words: moment.reason } : {}),
  }))
  const now = nowOf(opinion)
  return now ? [...past, now] : past
}

const nowOf = (opinion: PublicOpinion): Moment | null => {
  const until = opinion.dueOn ? `最晚 ${asDay(opinion.dueOn)}` : undefined
  const said: Partial<Record<PublicOpinion['state'], string>> = {
    recorded: '告诉您受不受理',
    accepted: '给您答复',
    assigned: '部门给您答复',
    answered: '等您评价',
  }
  const title = said[opinion.state]
  if (!title) return null
  const who = opinion.state === 'answered' && opinion.rateUntil ? `${asDay(opinion.rateUntil)}前` : until
  return { key: 'now', state: 'now', title, ...(who ? { who } : {}) }
}
