import { useState } from 'react'
import { useNavigate } from 'react-router'
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { Form, SearchSelect } from '../../../../web/ui/staff/index.ts'
import { listMembers } from '../../contract/directory.ts'
import { pointOutLikeness } from '../../contract/likenesses.ts'
import type { Member } from '../../contract/mandates.ts'

const Typed = z.object({ otherId: z.string().min(1, '请选另一份记录') })

/** Points at another record of the same 政协; deciding follows on the page of the two. */
export function SamePerson({ member }: { member: Member }) {
  const [words, setWords] = useState('')
  const go = useNavigate()
  const point = useWrite(pointOutLikeness)
  const query = { search: words, standing: 'all' as const, size: 30, committeeId: member.committeeId }
  const found = useRead(listMembers, { query }, { enabled: words.trim() !== '' })
  return (
    <Form
      schema={Typed}
      submit="放在一起核对"
      onSubmit={async ({ otherId }, { key }) => {
        const { id } = await point.send({ body: { id: newId(), personId: member.id, otherId }, key })
        void go(below(staff.likeness(id)))
      }}
    >
      <SearchSelect
        name="otherId"
        label="另一份记录"
        hint="打姓名、拼音或编号，离任的也找得到。下一步看清两份再认定，认错了能分开。"
        onSearch={setWords}
        isLooking={found.isFetching}
        options={(words.trim() === '' ? [] : (found.data?.rows ?? []))
          .filter((row) => row.id !== member.id)
          .map((row) => ({
            value: row.id,
            label: `${row.name}（${row.no}）`,
            note: [row.sector, row.workplace].filter(Boolean).join('，'),
          }))}
      />
    </Form>
  )
}
