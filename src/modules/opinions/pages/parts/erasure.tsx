import { useState } from 'react'
import { Link } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { Confirm, ErrorNote, Result } from '../../../../web/ui/staff/index.ts'
import { eraseSpeaker, previewErasure } from '../../contract.ts'

/** 按本人要求删除: what goes is shown first, with all that was made from the item; then it is confirmed. */
export function ErasureOf({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  return (
    <section aria-label="按本人要求删除">
      <h3>按本人要求删除</h3>
      {said && <Result>{said}</Result>}
      {isOpen ? (
        <Erase
          id={id}
          onDone={(words) => {
            setOpen(false)
            setSaid(words)
          }}
        />
      ) : (
        <p>
          <button type="button" className="btn" onClick={() => setOpen(true)}>
            反映人要求删去他的信息
          </button>
        </p>
      )}
    </section>
  )
}

function Erase({ id, onDone }: { id: string; onDone: (said: string) => void }) {
  const [alsoWords, setAlsoWords] = useState(true)
  const list = useRead(previewErasure, { params: { id }, query: alsoWords ? { alsoWords: '1' } : {} })
  const write = useWrite(eraseSpeaker)
  if (list.error) return <ErrorNote>{list.error.message}</ErrorNote>
  const derived = list.data?.derived ?? []
  return (
    <>
      <p className="note">
        称呼、电话、地点删去，给他的短信不再发。编号、经过和统计照旧。删了找不回来；以前的备份里还有，恢复旧备份以后要再删一次。
      </p>
      <label className="pick">
        <input
          type="checkbox"
          checked={alsoWords}
          onChange={(event) => setAlsoWords(event.currentTarget.checked)}
        />
        <span>原话、照片、评价里写的话，也一起删去</span>
      </label>
      {list.data && derived.length === 0 && <p className="note">没有从这一条写成的问答、信息、专报。</p>}
      {derived.length > 0 && (
        <>
          <p>从这一条写成的，一起处理：</p>
          <ul className="plain">
            {derived.map((one) => (
              <li key={one.id}>
                {one.label}
                {one.title && <>“{one.path ? <Link to={below(one.path)}>{one.title}</Link> : one.title}”</>}，
                {one.stateLabel}
                <span className="note">：{one.effect}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Confirm
        verb={alsoWords ? '连同原话删去' : '只删去是谁说的'}
        busy={write.busy}
        obstacle={list.data ? null : '正在查从这一条写成了什么'}
        onYes={() =>
          void write.send({ params: { id }, body: { alsoWords, seen: derived.map((one) => one.id) } }).then(
            () => onDone(alsoWords ? '删去了，原话也删了。' : '删去了，原话还在。'),
            () => undefined,
          )
        }
      >
        {derived.length > 0 ? `连同上面 ${derived.length} 份一起处理。` : ''}
        删了找不回来，请先跟本人核对编号。
      </Confirm>
      {write.error && <ErrorNote>{write.error.message}</ErrorNote>}
    </>
  )
}
