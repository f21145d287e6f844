import type { ReactNode } from 'react'
import {
  Ask,
  Button,
  Figure,
  Sentence,
  asDay,
  asTime,
  inThousands,
} from '../../../../../web/ui/staff/index.ts'
import type { Campaign } from '../../../../campaigns/contract.ts'
import type { Board, FigureName } from '../../../contract.ts'
import { type Matter, matterLabels } from '../../../rules.ts'
import { dayWord, isNight } from '../../../../../web/reminding.ts'
import { type Reminder, rowKeyOf } from './remind.tsx'

/** The sentence that the board opens with: figures that open, what is asked for, and the one press that asks for it. */
export function Gist(props: {
  campaign: Campaign
  board: Board
  matter: Matter
  reminder: Reminder
  onOpen: (figure: FigureName) => void
}) {
  const { board, onOpen } = props
  const { total } = board
  const figure = (name: FigureName & keyof typeof total, ask = false): ReactNode => {
    const value = total[name]
    return <Figure value={typeof value === 'number' ? value : 0} onOpen={() => onOpen(name)} ask={ask} />
  }
  const unplanned = total.expected - total.planned
  const runs = props.campaign.standing.state === 'issued'
  if (total.expected === 0)
    return <Sentence>{board.root.name}在活动日那天没有开着的工作室，不用开展活动。</Sentence>
  return (
    <Sentence {...(runs ? { button: <Press {...props} />, after: <After {...props} /> } : {})}>
      {whereOf(board)}
      {total.expected === 1 && board.root.kind === 'venue' ? '，' : <> {figure('expected')} 家工作室，</>}
      {board.phase === 'before' ? (
        <>
          {board.root.kind === 'venue' ? (
            total.planned ? (
              '方案已定'
            ) : (
              '方案还没定'
            )
          ) : (
            <>{figure('planned')} 家定下了方案</>
          )}
          ；{figure('members')} 位入驻委员
          {total.leave > 0 && <>，{figure('leave')} 位请了假</>}。
          <br />
          {runs && unplanned > 0 && board.root.kind !== 'venue' && (
            <Ask>
              还有 <Figure value={unplanned} onOpen={() => onOpen('unplanned')} ask /> 家没定方案，
            </Ask>
          )}
          {runs && dayOfDay(props.campaign.heldOn)}
        </>
      ) : (
        <>
          {board.root.kind === 'venue' ? (
            total.held ? (
              '开展了活动'
            ) : (
              '还没有到场名单'
            )
          ) : (
            <>{figure('held')} 家开展了活动</>
          )}
          ；{figure('members')} 位入驻委员，{figure('collective')} 位参加了集体活动，{figure('own')}{' '}
          位自行开展。
          <br />
          {runs && total.missing > 0 ? (
            <>
              <Ask>
                {board.root.kind === 'venue' ? (
                  '动态还没上传，'
                ) : (
                  <>还有 {figure('missing', true)} 家没上传动态，</>
                )}
              </Ask>
              {deadlineOf(props.campaign.uploadDueOn)}
            </>
          ) : (
            total.missing === 0 && (board.root.kind === 'venue' ? '动态上传了。' : '动态都上传了。')
          )}
        </>
      )}
    </Sentence>
  )
}

const whereOf = (board: Board): string => {
  const { root } = board
  if (root.kind === 'venue') return root.name
  if (root.kind === 'special_committee') return `${root.name}联系指导的`
  const below = board.rows.filter((row) => row.kind === 'committee' && row.part === 'whole').length
  if (root.level === 'province' && board.level === 'city' && board.guide !== 'body')
    return `${below} 个市州和省本级的`
  if (board.guide === 'body') return `${root.name}各专门委员会联系指导的`
  return `${root.name}的`
}

const dayOfDay = (day: string): string => {
  const word = dayWord(`${day}T12:00:00+08:00`)
  return word === asDay(day) ? `活动日是${word}。` : `活动日就是${word}，${asDay(day)}。`
}

const deadlineOf = (day: string): string => {
  const word = dayWord(`${day}T12:00:00+08:00`)
  if (Date.parse(`${day}T00:00:00+08:00`) + 86_400_000 <= Date.now())
    return `${asDay(day)} 24 点已经截止，补传的记作逾期。`
  return word === asDay(day) ? `${word} 24 点截止。` : `${word}（${asDay(day)}）24 点截止。`
}

function Press({ board, matter, reminder }: { board: Board; matter: Matter; reminder: Reminder }) {
  const count = board.total.remindable[matter]
  if (board.remindObstacle) return null
  if (count === 0) return null
  const owed = matter === 'post' ? board.total.missing : board.total.expected - board.total.held
  const words =
    board.root.kind === 'venue'
      ? '提醒召集人'
      : count < owed
        ? `提醒其中 ${inThousands(count)} 家的召集人`
        : `提醒这 ${inThousands(count)} 家的召集人`
  return (
    <Button main wide busy={reminder.busy !== null} onPress={() => reminder.press(board.total)}>
      {words}
    </Button>
  )
}

function After({ board, matter, reminder }: { board: Board; matter: Matter; reminder: Reminder }) {
  const { lastPress, total, remindObstacle } = board
  const said = reminder.said.get(rowKeyOf(total))
  const told = total.reminded[matter]
  if (remindObstacle) return <>{remindObstacle}。</>
  return (
    <>
      {said && (
        <>
          {said}。<br />
        </>
      )}
      {!said && told > 0 && (
        <>
          {inThousands(told)} 家今天已提醒过，不重复。
          <br />
        </>
      )}
      {isNight() && total.remindable[matter] > 0 && (
        <>
          现在是夜里，按了早上 8:00 才发。
          <br />
        </>
      )}
      {lastPress && (
        <>
          上次提醒{matterLabels[lastPress.matter]}：{dayWord(lastPress.at)} {asTime(lastPress.at)}，
          {inThousands(lastPress.venueCount)} 家
          {lastPress.followed > 0 &&
            `，其中 ${inThousands(lastPress.followed)} 家随后${lastPress.matter === 'post' ? '传了' : '定了'}`}
          。
        </>
      )}
    </>
  )
}
