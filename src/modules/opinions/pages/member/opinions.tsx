import { beginningOf } from '../../../../platform/beginning.ts'
import { useState } from 'react'
import { useRead } from '../../../../web/call.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { Btn, Btns, TodoList, Empty, ErrorNote, OtherWay, Part } from '../../../../web/ui/member/index.ts'
import { type Item, listItems } from '../../contract.ts'
import { dueMark, dueWords } from '../../../../platform/due.ts'

const size = 20

/** 群众意见: those that wait for my answer first, then what came by my code or what I heard. */
export default function Opinions() {
  return (
    <MemberPage title="群众意见" back={{ to: belowMember(member.home()), label: '今天' }}>
      {() => <Mine />}
    </MemberPage>
  )
}

function Mine() {
  const [page, setPage] = useState(1)
  const waiting = useRead(listItems, { query: { mine: '1', tab: 'accepted', size: 50 } })
  const all = useRead(listItems, { query: { page, size } })
  const error = waiting.error ?? all.error
  if (error?.status === 0) return <ErrorNote>现在没有网络，看不到群众意见。有网了再打开。</ErrorNote>
  if (error) return <ErrorNote reference={error.requestId ?? ''}>{error.message}</ErrorNote>
  const due = waiting.data?.rows ?? []
  const rows = all.data?.rows ?? []
  const total = all.data?.total ?? 0
  return (
    <>
      {due.length > 0 && (
        <Part first title={`等您答复的 ${due.length} 条`}>
          <List items={due} />
        </Part>
      )}
      <Part first={due.length === 0} title="我能看到的">
        {rows.length > 0 ? (
          <List items={rows} />
        ) : (
          all.data && <Empty why="还没有。群众扫您的码反映、您走访记下的意见，都在这里。" />
        )}
        {total > page * size && (
          <Btns>
            <Btn onPress={() => setPage(page + 1)}>再看后面的</Btn>
          </Btns>
        )}
      </Part>
      <OtherWay to={belowMember(member.myCode())}>我的委员码</OtherWay>
      <OtherWay to={belowMember(member.record())}>记一笔听到的意见</OtherWay>
    </>
  )
}

function List({ items }: { items: readonly Item[] }) {
  return (
    <TodoList
      todos={items.map((item) => {
        const due =
          item.daysLeft === null ? null : { kind: dueMark(item.daysLeft), words: dueWords(item.daysLeft) }
        return {
          key: item.id,
          to: belowMember(member.opinion(item.id)),
          when: item.stateLabel,
          title: beginningOf(item.words, 40),
          note: [due?.kind ? null : due?.words, item.number, item.venues[0]?.name].filter(Boolean).join('，'),
          ...(due?.kind ? { state: { kind: due.kind, words: due.words } } : {}),
        }
      })}
    />
  )
}
