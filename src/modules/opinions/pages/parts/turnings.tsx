import { useState } from 'react'
import { Link } from 'react-router'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import { CheckGroup, Form, TextField } from '../../../../web/ui/staff/index.ts'
import { z } from 'zod'
import { type Lead, LeadKind, listTurningsOf, turnOpinion } from '../../leads/contract.ts'
import { leadProcess } from '../../leads/process.ts'
import { leadKinds } from '../../leads/rules.ts'

/** What an opinion was turned into and what came of it, and the way to turn it into more. */
export function TurningsOf({ opinionId }: { opinionId: string }) {
  const list = useRead(listTurningsOf, { params: { id: opinionId } })
  const [isTurning, setTurning] = useState(false)
  if (!list.data) return null
  const { rows, open } = list.data
  if (rows.length === 0 && open.length === 0) return null
  return (
    <section aria-label="转化">
      <h3>转化</h3>
      {rows.length > 0 && (
        <ul className="plain assignments">
          {rows.map((row) => (
            <li key={row.id}>
              <b>{leadKinds[row.kind].label}</b>
              <StateOf process={leadProcess} state={row.state} />
              <TargetOf lead={row} />
              {row.outcome && <span className="note">{row.outcome}</span>}
              {row.note && <span className="note">转的理由：{row.note}</span>}
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && !isTurning && (
        <p>
          <button type="button" className="btn" onClick={() => setTurning(true)}>
            {rows.length > 0 ? '再转一种' : '转成信息、建议、提案或议题'}
          </button>
        </p>
      )}
      {isTurning && <Turn opinionId={opinionId} open={open} onDone={() => setTurning(false)} />}
    </section>
  )
}

/** The record that a lead became, as a link where it has a page. */
export function TargetOf({ lead }: { lead: Lead }) {
  if (!lead.targetId) return null
  const to = lead.targetType === 'report' ? staff.report(lead.targetId) : staff.information(lead.targetId)
  return <Link to={below(to)}>{lead.targetTitle || '打开'}</Link>
}

const Turning = z.object({
  kinds: z.array(LeadKind).min(1, '请选转成什么'),
  words: z.string().max(500, '最多 500 个字').optional(),
})

function Turn(props: { opinionId: string; open: LeadKindName[]; onDone: () => void }) {
  const write = useWrite(turnOpinion)
  return (
    <Form
      schema={Turning}
      draftKey={`lead:${props.opinionId}`}
      submit="转成线索"
      beside={
        <button type="button" className="btn" onClick={props.onDone}>
          先不转
        </button>
      }
      onSubmit={async ({ kinds, words }, { key }) => {
        await write.send({
          params: { id: props.opinionId },
          body: { leads: kinds.map((kind) => ({ id: newKey(), kind })), words: words ?? '' },
          key,
        })
        props.onDone()
      }}
    >
      <CheckGroup
        name="kinds"
        label="转成什么"
        hint="转了以后，反映人照样要答复；后来怎样，他在查询页上看得到。"
        options={props.open.map((kind) => ({ value: kind, label: leadKinds[kind].label }))}
      />
      <TextField name="words" label="为什么转" optional max={500} />
    </Form>
  )
}

type LeadKindName = z.output<typeof LeadKind>
