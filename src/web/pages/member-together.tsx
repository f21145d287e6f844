import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { z } from 'zod'
import { type TodoOutcome, listTodos, mostTogether, takeTogether } from '../../platform/todos-contract.ts'
import { useRead, useWrite } from '../call.ts'
import { MemberPage, belowMember } from '../member-frame.tsx'
import { member } from '../paths.ts'
import { saidOf } from '../together.ts'
import { CheckGroup, Empty, ErrorNote, Form, OtherWay, Part, Status, asDay } from '../ui/member/index.ts'

const Ticked = z.object({
  ids: z
    .array(z.string())
    .min(1, '先勾选要办的')
    .max(mostTogether, `一次最多 ${mostTogether} 件，请分几次办`),
})

/** 一起办 on the phone: what waits of one kind, ticked and answered in one press. */
export default function MemberTogether() {
  return (
    <MemberPage title="一起办" back={{ to: belowMember(member.home()), label: '今天' }}>
      {() => <Together />}
    </MemberPage>
  )
}

function Together() {
  const [address] = useSearchParams()
  const of = address.get('of') ?? ''
  const list = useRead(listTodos, { query: { of, size: mostTogether } }, { everyMs: 1_000 })
  const take = useWrite(takeTogether)
  const [outcomes, setOutcomes] = useState<TodoOutcome[]>([])
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  if (!list.data) return null
  const kind = list.data.together.find((one) => one.of === of)
  const { rows } = list.data
  return (
    <>
      {kind && rows.length > 0 ? (
        <Part first title={`${kind.label}，${kind.count} 件`}>
          <Form
            key={outcomes.map((row) => row.id).join()}
            schema={Ticked}
            submit={`${kind.together.label}勾选的`}
            onSubmit={async ({ ids }, { key }) => {
              const done = await take.send({ body: { ids, step: kind.together.step }, key })
              setOutcomes(done.rows)
            }}
          >
            <CheckGroup
              name="ids"
              label="勾选要一起办的"
              options={rows.map((todo) => ({
                value: todo.id,
                label: todo.title,
                ...(todo.dueOn ? { note: `${asDay(todo.dueOn)}前` } : {}),
              }))}
            />
          </Form>
        </Part>
      ) : (
        <Empty why="这一种都办完了。" />
      )}
      {outcomes.length > 0 && (
        <Part title={saidOf(outcomes)}>
          <ul className="duties" role="status">
            {outcomes.map((row) => (
              <li key={row.id}>
                <div className="t">
                  <b>{row.title ?? '不是等您办的'}</b>
                  <p>
                    <Status kind={row.outcome === 'done' ? 'done' : row.outcome === 'gone' ? 'off' : 'warn'}>
                      {row.words}
                    </Status>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <OtherWay to={belowMember(member.home())}>回到今天</OtherWay>
    </>
  )
}
