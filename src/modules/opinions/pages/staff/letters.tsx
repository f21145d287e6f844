import { beginningOf } from '../../../../platform/beginning.ts'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { z } from 'zod'
import { newKey, upload, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Button,
  Check,
  DateField,
  FileField,
  Form,
  HiddenField,
  NumberField,
  PageHead,
  Select,
  SelectField,
  TextArea,
  TextField,
  asTime,
  dropDraft,
} from '../../../../web/ui/staff/index.ts'
import { listVenues } from '../../../venues/contract.ts'
import { TakenDown, addScan, takeDown } from '../../contract.ts'
import { mostWords } from '../../rules.ts'
import { LikeWhileTyping } from '../parts/like-while-typing.tsx'

const Written = TakenDown.omit({ isAwaited: true, slotId: true, slipId: true, category: true }).extend({
  venueId: z.uuid().nullable().default(null),
  quiet: z.boolean().default(false),
  scanId: z.string().optional(),
})

interface Done {
  slipPath: string | null
  number: string | null
  code: string | null
  words: string
  at: string
}

/** 代录: letters out of the box, calls, people at the door; one after another by keyboard, what stays the same is kept. */
export default function Letters() {
  const venues = useRead(listVenues, { query: { size: 200 } })
  const write = useWrite(takeDown)
  const [done, setDone] = useState<Done[]>([])
  const [round, setRound] = useState(0)
  const [slipId] = useState(newKey)
  const [address] = useSearchParams()
  const slotId = address.get('slot')
  const draftKey = `letters ${slotId ?? ''}`
  const [kept, setKept] = useState<Record<string, string>>(() => ({
    id: newKey(),
    channel: slotId ? 'duty' : 'letter',
    happenedOn: today(),
    venueId: address.get('venue') ?? '',
  }))
  const scan = useRef<{ id: string; file: File } | null>(null)
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => page.current?.querySelector('textarea')?.focus(), [round])
  return (
    <div ref={page}>
      <PageHead
        title="代录信件、电话"
        crumbs={[{ label: '群众意见', to: below(staff.opinions()) }, { label: '代录' }]}
        facts={['一封一条。来源、日期、工作室、谁收的，记下一条时不用再填']}
        aside={<BlankForms venues={venues.data?.rows ?? []} />}
      />
      <Form
        key={round}
        schema={Written}
        submit="存下来，记下一条"
        draftKey={draftKey}
        initial={kept}
        onSubmit={async ({ quiet, scanId: _, ...given }, { key }) => {
          const saved = await write.send({
            body: { ...given, isAwaited: !quiet, slotId, slipId, category: null },
            key,
          })
          if (scan.current)
            await upload(addScan, scan.current.file, {
              params: { id: given.id },
              body: { fileId: scan.current.id },
            })
          scan.current = null
          setKept({
            id: newKey(),
            channel: given.channel,
            happenedOn: given.happenedOn,
            venueId: given.venueId ?? '',
            collectedBy: given.collectedBy ?? '',
          })
          setDone((old) => [
            {
              number: saved.number,
              code: saved.code,
              slipPath: saved.slipPath,
              words: given.words,
              at: new Date().toISOString(),
            },
            ...old,
          ])
          dropDraft(draftKey) // before the next letter's form looks for one
          setRound((old) => old + 1)
        }}
      >
        <HiddenField name="id" />
        <TextArea
          name="words"
          label="说了什么"
          rows={5}
          hint={`照原话写，最多 ${mostWords} 字。写完按 Ctrl+Enter 存下来，接着写下一条。`}
        />
        <LikeWhileTyping name="words" />
        <SelectField
          name="channel"
          label="怎么来的"
          options={[
            { value: 'letter', label: '实体信箱' },
            { value: 'mail', label: '信件' },
            { value: 'phone', label: '电话' },
            { value: 'duty', label: '值班接待' },
            { value: 'visit', label: '走访' },
            { value: 'group', label: '微信群' },
          ]}
        />
        <DateField name="happenedOn" label="写信、打电话的日子" />
        <SelectField
          name="venueId"
          label="交给哪个工作室"
          optional
          options={(venues.data?.rows ?? []).map((venue) => ({ value: venue.id, label: venue.name }))}
        />
        <TextField name="collectedBy" label="谁收的" optional />
        <TextField name="name" label="怎么称呼" optional isPrivate />
        <TextField name="phone" label="电话" optional isPrivate hint="留了电话，有结果发短信。" />
        <TextField name="place" label="在哪里" optional isPrivate />
        <NumberField name="persons" label="一起来的人" unit="人" optional />
        <Check name="quiet" label="反映人不要答复（没有编号，不计期限）" />
        <FileField
          name="scanId"
          label="信的照片"
          optional
          upload={async (file) => {
            const id = newKey()
            scan.current = { id, file }
            return { id }
          }}
        />
      </Form>
      {done.length > 0 && (
        <section aria-label="刚才记下的">
          <h2>刚才记下的 {done.length} 条</h2>
          <Printed done={done} />
          <ol className="plain">
            {done.map((one) => (
              <li key={one.at}>
                <b className="num">{one.number ?? '没有编号'}</b>
                {one.code && (
                  <>
                    ，查询码 <b className="num">{one.code}</b>（抄给反映人，或印回执单）
                  </>
                )}
                ，{beginningOf(one.words)}
                <span className="note">，{asTime(one.at)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}

/** Receipts of this sitting are on one sheet: printed once at the end, cut and handed out. */
function Printed({ done }: { done: readonly Done[] }) {
  const slips = done.filter((one) => one.slipPath !== null)
  const [last] = slips
  if (!last?.slipPath) return null
  return (
    <p>
      <Button href={last.slipPath} icon="print">
        印这 {slips.length} 张回执单
      </Button>
    </p>
  )
}

/** 意见表 to be filled in by hand, one for each studio. */
function BlankForms({ venues }: { venues: readonly { id: string; name: string }[] }) {
  const [venueId, setVenueId] = useState('')
  if (venues.length === 0) return null
  const [only] = venues
  const id = venues.length === 1 && only ? only.id : venueId
  return (
    <div className="open">
      {venues.length > 1 && (
        <Select
          label="空白意见表"
          value={venueId}
          all="选工作室"
          options={venues.map((venue) => ({ value: venue.id, label: venue.name }))}
          onChange={setVenueId}
        />
      )}
      {id && (
        <Button href={staff.opinionForm(id)} icon="print">
          印空白意见表
        </Button>
      )}
    </div>
  )
}

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
