import { beginningOf } from '../../../../platform/beginning.ts'
import { useState } from 'react'
import { z } from 'zod'
import { useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  DateTimeField,
  Empty,
  Form,
  PageHead,
  Result,
  TextArea,
  TextField,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import { BulkFilter, invalidateMany, previewInvalid } from '../../contract.ts'
import type { Item } from '../../contract.ts'

const Reason = z.object({ words: z.string().trim().min(1, '写一句为什么作废').max(500) })

/** 批量作废: what would go is shown first; each item can be restored afterwards. */
export default function Invalidation() {
  const preview = useWrite(previewInvalid)
  const invalidate = useWrite(invalidateMany)
  const [found, setFound] = useState<{ total: number; rows: Item[] } | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  return (
    <>
      <PageHead
        title="批量作废"
        crumbs={[{ label: '群众意见', to: below(staff.opinions()) }, { label: '批量作废' }]}
        facts={['有人灌水、刷屏时用。先看会作废哪些，再写理由；作废的随时可以恢复']}
      />
      <Form
        schema={BulkFilter.omit({ codeToken: true })}
        submit="先看看是哪些"
        onSubmit={async (body, { key }) => {
          setSaid(null)
          setFound(await preview.send({ body: { ...body, codeToken: null }, key }))
        }}
      >
        <DateTimeField name="from" label="从什么时候" />
        <DateTimeField name="until" label="到什么时候" />
        <TextField name="containing" label="里面有这些字" optional />
      </Form>
      {found && found.total === 0 && <Empty why="这段时间里没有待审、已受理的意见。" />}
      {found && found.total > 0 && (
        <section aria-label="会作废的">
          <h2>会作废 {found.total} 条</h2>
          <ol className="plain">
            {found.rows.map((row) => (
              <li key={row.id}>
                <b className="num">{row.number}</b> {beginningOf(row.words, 60)}
                <span className="note">，{asDayTime(row.receivedAt)}</span>
              </li>
            ))}
          </ol>
          <Form
            schema={Reason}
            submit={`作废这 ${found.total} 条`}
            onSubmit={async ({ words }, { key }) => {
              const done = await invalidate.send({
                body: { ids: found.rows.map((row) => row.id), words },
                key,
              })
              setFound(null)
              setSaid(
                `作废了 ${done.done} 条${done.left.length > 0 ? `，${done.left.length} 条已经有人在办，没有动` : ''}。可以在“不受理等”里恢复。`,
              )
            }}
          >
            <TextArea name="words" label="为什么作废" rows={2} />
          </Form>
        </section>
      )}
      {said && <Result>{said}</Result>}
    </>
  )
}
