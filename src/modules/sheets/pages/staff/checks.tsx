import { useState } from 'react'
import { useWrite } from '../../../../web/call.ts'
import { ErrorNote, Section, StateMark, asDayTime } from '../../../../web/ui/staff/index.ts'
import { type Sheet, type SheetCheck, explainCheck } from '../../contract.ts'

/** 核对: each broken check with its sentence and a line to explain it; what held, in one line. */
export function Checks({ sheet }: { sheet: Sheet }) {
  const { broken, passed, ruleCount } = sheet.checks
  const silent = broken.filter((check) => check.explanation === null).length
  const held = ruleCount - new Set(broken.map((check) => check.code.split('@')[0])).size
  return (
    <Section
      title="核对"
      said={`${ruleCount} 条规则，${held} 条通过${silent > 0 ? `，${silent} 处要说明` : ''}`}
    >
      <ul className="checks">
        {broken.map((check) => (
          <li key={check.code} className={check.explanation ? 'ok' : 'warn'}>
            <StateMark kind={check.explanation ? 'done' : 'warn'} />
            <div>
              <b>{check.sentence}</b>
              {check.explanation ? (
                <p>
                  说明：{check.explanation.words}（{check.explanation.by}，{asDayTime(check.explanation.at)}）
                </p>
              ) : (
                <>
                  {check.lapsed && (
                    <p className="late">
                      数字已变，请重新说明。原来写的是“{check.lapsed.words}”（{check.lapsed.by}，
                      {asDayTime(check.lapsed.at)}）
                    </p>
                  )}
                  {sheet.isOwn && sheet.receiverName && (
                    <Explain key={check.figures.join()} sheet={sheet} check={check} />
                  )}
                </>
              )}
            </div>
          </li>
        ))}
        {passed.length > 0 && (
          <li className="ok">
            <StateMark kind="done" />
            <div>{inShort(passed).join('，')}：都通过</div>
          </li>
        )}
      </ul>
    </Section>
  )
}

const ofKinds = /^第 (6|7|8|9|10|11|12|13) 栏 ≤ 第 3 栏$/

/** The eight rules of the kinds as one when all of them held. */
const inShort = (passed: readonly string[]): string[] => {
  const kinds = passed.filter((label) => ofKinds.test(label))
  if (kinds.length < 8) return [...passed]
  const at = passed.findIndex((label) => ofKinds.test(label))
  return passed.flatMap((label, index) => {
    if (index === at) return ['第 6 至 13 栏 ≤ 第 3 栏']
    return ofKinds.test(label) ? [] : [label]
  })
}

function Explain({ sheet, check }: { sheet: Sheet; check: SheetCheck }) {
  const [words, setWords] = useState(check.lapsed?.words ?? '')
  const explain = useWrite(explainCheck)
  const save = () => {
    const params = { campaignId: sheet.campaignId, unitId: sheet.unitId }
    void explain
      .send({ params, body: { code: check.code, words, figures: check.figures } })
      .catch(() => undefined)
  }
  return (
    <>
      <div className="ans">
        <input
          aria-label="说明"
          placeholder="写一句说明，例如哪家只传了预告"
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <button type="button" className="btn" aria-disabled={explain.busy} onClick={save}>
          存说明
        </button>
      </div>
      {explain.error && <ErrorNote>{explain.error.fields[0]?.message ?? explain.error.message}</ErrorNote>}
    </>
  )
}
