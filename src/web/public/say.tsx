import type { ReactElement } from 'react'
import { z } from 'zod'
import {
  type IntakeDoor,
  daysToAccept,
  findIntake,
  intakeLimits,
  intakeOfCommittee,
  mostPictures,
  mostWords,
  receive,
  sealLink,
} from '../../modules/opinions/index.ts'
import { words } from '../../platform/contract.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Form, FormContext, FormState } from '../../platform/form.ts'
import { MovedTo } from '../../platform/page.tsx'
import { normalizePhone } from '../../platform/phones.ts'
import { anyone } from '../../platform/policy.ts'
import type { Upload } from '../../platform/transfer.ts'
import {
  Choose,
  Line,
  Lines,
  OtherWays,
  Photos,
  Problems,
  Submit,
  Icon,
  draftScript,
} from '../ui/public/index.ts'
import { framedForm } from './frame.tsx'

/** What the page takes: what it is about is all that must be there. */
const Said = z
  .object({
    what: words(mostWords),
    where: words(100, 0).optional(),
    name: words(40, 0).optional(),
    tell: z.enum(['sms', 'code'], '请选一种，好告诉您结果').optional(),
    tel: z.string().max(40).optional(),
  })
  .superRefine((said, context) => {
    if (!said.tell && !said.tel?.trim())
      context.addIssue({ code: 'custom', path: ['tell'], message: '请选一种，好告诉您结果' })
    if (!wantsSms(said)) return
    const problem = phoneProblem(said.tel ?? '')
    if (problem) context.addIssue({ code: 'custom', path: ['tel'], message: problem })
  })
type Said = z.output<typeof Said>

/** A phone written under 发短信 says so as well as the tick beside it. */
const wantsSms = ({ tell, tel }: { tell?: 'sms' | 'code' | undefined; tel?: string | undefined }): boolean =>
  tell === 'sms' || (!tell && Boolean(tel?.trim()))

/** What is wrong with a phone, in words; null when it can be reached. */
const phoneProblem = (typed: string): string | null => {
  if (normalizePhone(typed)) return null
  const digits = typed.replace(/\D/g, '').length
  if (digits === 0) return '请写手机号；不想留电话，就选“我凭编号自己查”。'
  if (digits < 11) return `少了 ${11 - digits} 位，手机号是 11 位。`
  return digits > 11 ? `多了 ${digits - 11} 位，手机号是 11 位。` : '号码不对，请对一遍。'
}

/** /o/:token: the page behind a printed code. Works without script and without an account. */
export const sayForm: Form<typeof Said> = {
  name: 'opinions.say',
  path: '/o/:token',
  policy: anyone,
  fields: Said,
  takes: { pics: mostPictures },
  show: async (context, state) => intakePage(context, state, await doorAt(context)),
  submit: async (context) => takeIn(context, await doorAt(context)),
}

/** /complaints: 投诉建议 about the platform itself, the same loop; ?at= names the 政协. */
export const complaintsForm: Form<typeof Said> = {
  name: 'opinions.complain',
  path: '/complaints',
  policy: anyone,
  fields: Said,
  takes: { pics: mostPictures },
  show: async (context, state) => intakePage(context, state, await complaintsDoor(context)),
  submit: async (context) => takeIn(context, await complaintsDoor(context)),
}

/** /c/:code/say: a 政协's own list, for who has no code at hand. */
export const committeeSayForm: Form<typeof Said> = {
  name: 'opinions.sayToCommittee',
  path: '/c/:code/say',
  policy: anyone,
  fields: Said,
  takes: { pics: mostPictures },
  show: async (context, state) => intakePage(context, state, await committeeDoor(context)),
  submit: async (context) => takeIn(context, await committeeDoor(context)),
}

const doorAt = async ({ house, params, now, request }: FormContext): Promise<IntakeDoor> => {
  const token = params.token ?? ''
  const target = await findIntake(house.db, token, now)
  if (target.kind === 'open') return target.door
  if (target.kind === 'moved') throw new MovedTo(request.url.replace(`/o/${token}`, `/o/${target.token}`))
  throw new NotFound(
    target.kind === 'revoked'
      ? '这个码已经停用。请扫新贴的码，或回首页找附近的工作室。'
      : '没有找到这个码。请看看地址是不是完整，或回首页按名称找工作室。',
  )
}

/** The 政协 named in the address, else the one in which the visitor is signed in, else the uppermost. */
const complaintsDoor = async ({ house, query, actor }: FormContext): Promise<IntakeDoor> => {
  const own = actor?.grants[0]?.committeeId ?? actor?.seats[0]?.committeeId ?? null
  const asked = await intakeOfCommittee(house.db, query.at ?? own, 'platform')
  const door = asked ?? (await intakeOfCommittee(house.db, null, 'platform'))
  if (!door) throw new NotFound()
  return door
}

const committeeDoor = async ({ house, params }: FormContext): Promise<IntakeDoor> => {
  const door = await intakeOfCommittee(house.db, params.code ?? '', 'committee')
  if (!door) throw new NotFound('没有找到这个政协的页面。请回首页按地方找。')
  return door
}

const takeIn: (
  context: Parameters<Form<typeof Said>['submit']>[0],
  door: IntakeDoor,
) => Promise<{ to: string }> = ({ house, request, values, files, once, now }, door) =>
  once(async (tx) => {
    const code = door.token ?? `${door.kind} ${door.committeeId}`
    const limits = intakeLimits({ address: request.ip, code, words: values.what })
    const receipt = await receive(tx, house, door, { ...saidIn(values, files), limits }, now)
    return { to: `/receipt/${sealLink(house, 'receipt', receipt)}` }
  })

const saidIn = (values: Said, pictures: Upload[]) => ({
  words: values.what,
  speaker: {
    name: values.name || null,
    phone: wantsSms(values) ? normalizePhone(values.tel ?? '') : null,
    place: values.where || null,
  },
  tellsBySms: wantsSms(values),
  pictures,
})

/** Who hears it, in words. */
const hearerOf = (door: IntakeDoor): string => {
  if (door.kind === 'platform') return `${door.committeeName}的工作人员会看`
  if (door.personName) return `${door.personName}委员会看`
  return door.venueName ? `${door.venueName}会看` : `${door.committeeName}会看`
}

const backOf = (door: IntakeDoor) =>
  door.venueToken && door.venueName
    ? { to: `/s/${door.venueToken}`, label: door.venueName }
    : { to: `/c/${door.committeeCode}`, label: door.committeeName }

const intakePage = async (
  context: FormContext,
  state: FormState,
  door: IntakeDoor,
): Promise<ReactElement> => {
  const isPlatform = door.kind === 'platform'
  const { typed, problems } = state
  const days = await daysToAccept(context.house.db, door.committeeId, context.now)
  return framedForm(context, {
    title: isPlatform ? '投诉建议' : '反映一件事',
    committeeId: door.committeeId,
    back: backOf(door),
    script: draftScript,
    children: (
      <>
        <h1 className="title">{isPlatform ? '对这个平台有什么意见？' : '您想反映什么事？'}</h1>
        <p className="lead">
          {isPlatform ? '哪里不好用、哪里不对，说清楚就行。' : '说清什么事、在哪里，就够了。'}
          {hearerOf(door)}。
        </p>
        <NotFor />
        <Problems problems={problems} words={state.words} />
        <form method="post" encType="multipart/form-data" data-draft={door.token ?? door.committeeCode}>
          <input type="hidden" name="key" value={state.key} />
          <Lines
            name="what"
            label="什么事"
            typed={typed}
            problems={problems}
            max={context.query.long === '1' ? 100_000 : mostWords}
            hint={`最多 ${mostWords} 字。方言、口语都行。`}
          />
          {!context.elder && (
            <>
              <Line
                name="where"
                label="在哪里"
                typed={typed}
                problems={problems}
                optional
                max={100}
                isPrivate
              />
              <Photos
                name="pics"
                label={`照片，最多 ${mostPictures} 张`}
                typed={typed}
                problems={problems}
                optional
                many
                hint="照片里的拍摄地点会自动去掉。"
              />
            </>
          )}
          <Line
            name="name"
            label="怎么称呼您"
            typed={typed}
            problems={problems}
            optional
            max={40}
            isPrivate
          />
          <Choose
            name="tell"
            label="有了结果，怎么告诉您（选一样）"
            typed={typed}
            problems={problems}
            options={[
              {
                value: 'sms',
                label: '发短信到我的手机',
                inset: (
                  <Line
                    name="tel"
                    label="手机号"
                    kind="tel"
                    typed={typed}
                    problems={problems}
                    depends
                    isPrivate
                    autoComplete="tel"
                    hint="只用来告诉您结果。不公开，不转给别人。"
                  />
                ),
              },
              { value: 'code', label: '不留电话，我凭编号自己查' },
            ]}
          />
          <Submit say={`提交后 ${days} 个工作日内，告诉您受不受理`}>提交，拿编号</Submit>
        </form>
        <Ways door={door} />
      </>
    ),
  })
}

/** Said first: what this page is not for, and where to turn instead. (domain.md C27) */
function NotFor() {
  return (
    <div className="notfor">
      <p>
        <b>急事请直接打电话：</b>报警 <a href="tel:110">110</a>，急救 <a href="tel:120">120</a>，政务服务{' '}
        <a href="tel:12345">12345</a>。
      </p>
      <p>信访、打官司的事这里办不了，请找信访局、法院。不要写涉密的内容。</p>
    </div>
  )
}

function Ways({ door }: { door: IntakeDoor }) {
  if (!door.venuePhone) return null
  return (
    <OtherWays
      title="不方便打字？"
      ways={[
        {
          to: `tel:${door.venuePhone.replace(/[^\d+]/g, '')}`,
          label: '打电话，请工作人员代写',
          note: [door.venuePhone, door.venueHours].filter(Boolean).join('，'),
          icon: <Icon name="phone" />,
        },
      ]}
    />
  )
}
