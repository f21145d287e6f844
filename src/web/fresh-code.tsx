import { useState } from 'react'
import { z } from 'zod'
import { askFreshCode, openContacts } from '../modules/accounts/contract.ts'
import type { FreshCode as Asked } from '../modules/accounts/contract.ts'
import { CallError, useWrite } from './call.ts'
import { Form } from './ui/form/form.tsx'
import { TextField } from './ui/form/fields.tsx'

const Typed = z.object({ code: z.string().min(1, '请填验证码') })

/**
 * Asks for a fresh code and opens contacts, and the steps that matter, for ten minutes in this session. Stands where the press
 * was, on either face; `why` says what for.
 */
export function FreshCode({ why, onOpen }: { why: string; onOpen: () => void }) {
  const ask = useWrite(askFreshCode)
  const open = useWrite(openContacts)
  const [asked, setAsked] = useState<Asked | null>(null)
  if (!asked)
    return (
      <div className="confirm">
        <p className="said">{why}</p>
        <button
          type="button"
          className="btn btn-main"
          aria-disabled={ask.busy ? true : undefined}
          onClick={() => void ask.send({}).then(setAsked, () => undefined)}
        >
          输一次新的验证码
        </button>
        {ask.error && <p className="err">{ask.error.message}</p>}
      </div>
    )
  return (
    <div className="confirm">
      <p className="said">{asked.words}</p>
      {asked.demoCode && (
        <p className="hint">
          演示：<span className="num">{asked.demoCode}</span>
        </p>
      )}
      <Form
        schema={Typed}
        submit="确认"
        onSubmit={async (body, { key }) => {
          const answer = await open.send({ body, key })
          if (!answer.open)
            throw new CallError(400, 'invalid', answer.words, {
              fields: [{ path: 'code', message: answer.words }],
            })
          onOpen()
        }}
      >
        <TextField name="code" label="验证码" kind="code" max={20} autoComplete="one-time-code" isPrivate />
      </Form>
    </div>
  )
}
