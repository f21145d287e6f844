import { useId, useState } from 'react'
import { useRead, useWrite } from '../../../../../web/call.ts'
import {
  Section,
  StepBar,
  Timeline,
  asDay,
  inThousands,
  pastMoments,
} from '../../../../../web/ui/staff/index.ts'
import { type Campaign, stepCampaign } from '../../../../campaigns/contract.ts'
import { previewPostpone } from '../../../contract.ts'

/** What the issuer may do with the campaign, and what was done with it. */
export function CampaignSteps({ campaign }: { campaign: Campaign }) {
  const step = useWrite(stepCampaign)
  const [heldOn, setHeldOn] = useState('')
  const [uploadDueOn, setUploadDueOn] = useState('')
  const [returnDueOn, setReturnDueOn] = useState('')
  const [result, setResult] = useState<string | null>(null)
  const runs = campaign.standing.state === 'issued'
  const steps = campaign.standing.steps.map((one) => {
    if (one.obstacle !== null) return one
    if (one.step === 'postpone' && !heldOn) return { ...one, obstacle: '先在上面选新的活动日' }
    if (one.step === 'extend' && !uploadDueOn && !returnDueOn)
      return { ...one, obstacle: '先在上面选新的期限' }
    return one
  })
  const take = async (taken: { step: string; words?: string; override?: true }) => {
    const dates = {
      ...(taken.step === 'postpone' && heldOn ? { heldOn } : {}),
      ...(taken.step === 'extend' && uploadDueOn ? { uploadDueOn } : {}),
      ...(taken.step === 'extend' && returnDueOn ? { returnDueOn } : {}),
    }
    const done = await step.send({ params: { id: campaign.id }, body: { ...taken, ...dates } })
    setResult(
      done.droppedAttendances > 0
        ? `改期后有 ${inThousands(done.droppedAttendances)} 次到场落在集体活动的日子外面，不再计入。`
        : null,
    )
    setHeldOn('')
    setUploadDueOn('')
    setReturnDueOn('')
  }
  return (
    <>
      {campaign.standing.steps.length > 0 && (
        <StepBar
          steps={steps}
          likely={runs ? '' : 'issue'}
          title={runs ? '变动' : '下一步'}
          onTake={take}
          about={aboutSteps(campaign)}
          fields={
            runs && (
              <>
                <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0 24px' }}>
                  <DayInput label="新的活动日" value={heldOn} onChange={setHeldOn} />
                  <DayInput label="动态延到" value={uploadDueOn} onChange={setUploadDueOn} />
                  <DayInput label="统计表延到" value={returnDueOn} onChange={setReturnDueOn} />
                </div>
                {heldOn && <Preview campaignId={campaign.id} heldOn={heldOn} />}
              </>
            )
          }
        />
      )}
      {result && <p className="said">{result}</p>}
      {campaign.standing.history.length > 0 && (
        <Section title="经过">
          <Timeline moments={pastMoments(campaign.standing.history)} />
        </Section>
      )}
    </>
  )
}

const aboutSteps = (campaign: Campaign) => ({
  issue: {
    final: '下发后，内容不能再改，只能改期、延长或取消。各级政协的办公室会收到签收和写方案的待办。',
    done: '下发了。各级政协的待办里有了“签收通知”和“写工作方案”。',
  },
  postpone: {
    ask: '为什么改期，写给所有单位和委员看',
    final: '各个日期跟着挪，所有单位、召集人和委员都会收到通知。',
    done: '改了。都通知到了，没办完的事期限跟着挪。',
  },
  extend: {
    ask: '为什么延长，写给所有单位和委员看',
    final: '所有单位、召集人和委员都会收到通知。',
    done: '延长了，都通知到了。',
  },
  cancel: {
    ask: '为什么取消，写给所有单位和委员看',
    final:
      campaign.standing.state === 'draft'
        ? '取消后，这份草稿不能再下发。'
        : '取消后不能恢复。已经记下的活动、意见和动态都还在，没办的事不再催。所有单位、召集人和委员都会收到通知。',
    done: '取消了，都通知到了。',
  },
  close: { final: '结束后不再催办，记录都还在。', done: '结束了。' },
})

function DayInput(props: { label: string; value: string; onChange: (day: string) => void }) {
  const id = useId()
  return (
    <div className="field" style={{ width: 210 }}>
      <label htmlFor={id}>
        {props.label}
        <span className="opt">要改才填</span>
      </label>
      <input
        id={id}
        className="in"
        type="date"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </div>
  )
}

/** What postponing would do, before it is pressed. */
function Preview({ campaignId, heldOn }: { campaignId: string; heldOn: string }) {
  const preview = useRead(previewPostpone, { params: { id: campaignId }, query: { heldOn } })
  const { data } = preview
  if (!data) return null
  const dropped = [
    ...(data.droppedAttendances > 0 ? [`${inThousands(data.droppedAttendances)} 次到场`] : []),
    ...(data.droppedOwnActivities > 0 ? [`${inThousands(data.droppedOwnActivities)} 次自行开展`] : []),
  ]
  return (
    <p className="said">
      改到 {asDay(heldOn)}：自行开展 {asDay(data.ownFrom)}至{asDay(data.ownUntil)}，动态
      {asDay(data.uploadDueOn)} 24 点截止，统计表{asDay(data.returnDueOn)} 24 点截止。
      <br />
      <b>
        {dropped.length > 0
          ? `已经记下的 ${dropped.join('、')}会落在外面，不再计入。`
          : '已经记下的都还在日子里。'}
      </b>
    </p>
  )
}
