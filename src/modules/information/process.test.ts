import { expect, test } from 'vitest'
import { type Process, type Taker, openSteps, stepNames } from '../../platform/process.ts'
import { type InformationFacts, type ReportFacts, informationProcess, reportProcess } from './process.ts'

const takers: Taker[] = [
  'office',
  'leader',
  'special_committee',
  'convener',
  'contact_group',
  'author',
  'member',
  'speaker',
  'clock',
]

/** Walks every state × step × taker: a step is listed where the table says so and nowhere else, open when nothing stands against it. */
const walk = <S extends string, N extends string, F>(table: Process<S, N, F>, facts: F) => {
  const states = Object.keys(table.states).filter((word): word is S => Object.hasOwn(table.states, word))
  for (const state of states)
    for (const taker of takers) {
      const steps = openSteps(table, state, new Set([taker]), facts)
      for (const name of stepNames(table)) {
        const rule = table.steps[name]
        const found = steps.find((step) => step.step === name)
        expect(found !== undefined, `${taker} ${name} from ${state}`).toBe(
          rule.from.includes(state) && rule.by.includes(taker),
        )
        if (found) expect(found.obstacle, `${name} from ${state}`).toBe(rule.unless?.(facts) ?? null)
      }
    }
  const reached = new Set<S>([table.initial, ...stepNames(table).map((name) => table.steps[name].to)])
  return states.filter((state) => !reached.has(state))
}

const written: InformationFacts = {
  isWritten: true,
  editedByMe: false,
  hasUpper: true,
  isSent: false,
  hits: [],
}
const ready: ReportFacts = {
  isWritten: true,
  townCannot: true,
  isValuable: true,
  hasUpper: true,
  isSent: false,
  openAssignments: 0,
  hits: [],
}

test('every step of an information is where its table says; only what is received comes from outside', () => {
  expect(walk(informationProcess, written)).toEqual(['received'])
  expect(
    walk(informationProcess, {
      isWritten: false,
      editedByMe: true,
      hasUpper: false,
      isSent: true,
      hits: ['布暑'],
    }),
  ).toEqual(['received'])
})

test('every step of a special report is where its table says, and every state is reached', () => {
  expect(walk(reportProcess, ready)).toEqual([])
  expect(walk(reportProcess, { ...ready, isWritten: false, hasUpper: false, openAssignments: 2 })).toEqual([])
})

test('a special report is filed with both conditions ticked, and says which is missing', () => {
  const why = (facts: Partial<ReportFacts>) => reportProcess.steps.file.unless?.({ ...ready, ...facts })
  expect(why({})).toBeNull()
  expect(why({ isWritten: false })).toBe('标题和正文还没有写齐')
  expect(why({ townCannot: false })).toBe('要勾上“镇街解决不了”，镇街能解决的请直接办')
  expect(why({ isValuable: false })).toBe('要勾上“有重要价值”，一般的意见请走社情民意信息')
})

test('a guarded word in it stops an information from being submitted and issued, a report from being issued', () => {
  const hits = ['截止目前']
  expect(informationProcess.steps.submit.unless?.({ ...written, hits })).toBe(
    '有要核对的词：“截止目前”。请先改掉，或在错敏词表里更正词条。',
  )
  expect(informationProcess.steps.issue.unless?.({ ...written, hits })).toBe(
    '有要核对的词：“截止目前”。请退回修改，或在错敏词表里更正词条。',
  )
  expect(reportProcess.steps.issue.unless?.({ ...ready, hits })).toBe(
    '有要核对的词：“截止目前”。请先改掉，或在错敏词表里更正词条。',
  )
  expect(reportProcess.steps.issue.unless?.(ready)).toBeNull()
})
