import { useState } from 'react'
import { newKey, useWrite } from '../../../../web/call.ts'
import { Button, Confirm, ErrorNote, Result } from '../../../../web/ui/staff/index.ts'
import { issueSlips } from '../../contract.ts'

/** 回执单: for a speaker who has no phone to scan with, or lost the receipt; printed once, the code is kept nowhere. */
export function SlipOf({
  id,
  number,
  obstacle,
}: {
  id: string
  number: string | null
  obstacle: string | null
}) {
  const write = useWrite(issueSlips)
  const [path, setPath] = useState<string | null>(null)
  return (
    <section aria-label="回执单">
      <h3>回执单</h3>
      {path === null ? (
        <Confirm
          verb={number === null ? '给编号，印回执单' : '印回执单'}
          busy={write.busy}
          obstacle={obstacle}
          onYes={() => {
            const key = newKey()
            void write.send({ body: { id: key, opinionIds: [id] }, key }).then(
              (made) => setPath(made.path),
              () => undefined,
            )
          }}
        >
          {number === null
            ? '给一个编号和查询码，从今天起算受理的期限，交给反映人凭它查进度。'
            : '给一个新的查询码；反映人手里原来的查询码就不能用了。请当面交给本人。'}
        </Confirm>
      ) : (
        <>
          <Result>回执单好了，查询码只印在单子上。</Result>
          <Button href={path} icon="print">
            打开打印页
          </Button>
        </>
      )}
      {write.error && <ErrorNote>{write.error.message}</ErrorNote>}
    </section>
  )
}
