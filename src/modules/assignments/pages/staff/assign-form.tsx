import { useId, useState } from 'react'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { Link } from 'react-router'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { Button, ErrorNote, failureOf } from '../../../../web/ui/staff/index.ts'
import { type Part, Part as PartShape, assign, listDepartments } from '../../contract.ts'
import { partLabels } from '../../rules.ts'
import { nobodySigns } from '../nobody-signs.ts'

interface Chosen {
  id: string
  departmentId: string
  part: Part
}

/** Hands a record to departments: one host with co-hosts, or separate ones; words and days go to all of them. */
export function AssignForm(props: {
  recordType: string
  recordId: string
  signDays: number
  answerDays: number
  onDone: () => void
}) {
  const departments = useRead(listDepartments, { query: { size: 200 } })
  const write = useWrite(assign)
  const [batchId] = useState(newKey)
  const [chosen, setChosen] = useState<Chosen[]>([])
  const [words, setWords] = useState('')
  const [days, setDays] = useState(String(props.answerDays))
  const [failure, setFailure] = useState<string | null>(null)
  const id = useId()
  const rows = departments.data?.rows ?? []
  const left = rows.filter((row) => !chosen.some((one) => one.departmentId === row.id))

  const add = (departmentId: string) => {
    if (!departmentId) return
    const part =
      chosen.length === 0 ? 'host' : chosen.some((one) => one.part === 'separate') ? 'separate' : 'cohost'
    setChosen([...chosen, { id: newKey(), departmentId, part }])
  }
  const send = async () => {
    setFailure(null)
    try {
      const answerDays = Number(days)
      await write.send({
        body: {
          id: batchId,
          recordType: props.recordType,
          recordId: props.recordId,
          words,
          ...(Number.isInteger(answerDays) ? { answerDays } : {}),
          departments: chosen,
        },
      })
      props.onDone()
    } catch (thrown) {
      setFailure(failureOf(thrown).message)
    }
  }
  if (departments.data && rows.length === 0)
    return (
      <p className="note">
        还没有承办部门。<Link to={below(staff.departments())}>先加部门</Link>
      </p>
    )
  return (
    <div className="form assign-form">
      <ul className="plain">
        {chosen.map((one) => (
          <li key={one.id} className="row-line">
            <b>{rows.find((row) => row.id === one.departmentId)?.name}</b>
            <select
              className="in"
              aria-label="主办、会办还是分办"
              value={one.part}
              onChange={(event) => {
                const part = PartShape.safeParse(event.currentTarget.value).data
                if (part) setChosen(chosen.map((old) => (old.id === one.id ? { ...old, part } : old)))
              }}
            >
              {Object.entries(partLabels).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="as-link"
              onClick={() => setChosen(chosen.filter((old) => old.id !== one.id))}
            >
              去掉
            </button>
          </li>
        ))}
      </ul>
      <div className="field">
        <label htmlFor={`${id}-add`}>{chosen.length === 0 ? '主办部门' : '再加一个部门'}</label>
        <select id={`${id}-add`} className="in" value="" onChange={(event) => add(event.currentTarget.value)}>
          <option value="">请选</option>
          {left.map((row) => (
            <option key={row.id} value={row.id}>
              {row.name}
              {nobodySigns(row)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-words`}>请部门办什么</label>
        <textarea
          id={`${id}-words`}
          className="in"
          rows={3}
          maxLength={2000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <p className="hint">部门看得到这段话和反映的内容，看不到反映人是谁。</p>
      </div>
      <div className="field">
        <label htmlFor={`${id}-days`}>几个工作日内答复</label>
        <span className="with-unit">
          <input
            id={`${id}-days`}
            className="in num"
            inputMode="numeric"
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
          <span>个工作日，签收或提异议 {props.signDays} 个工作日</span>
        </span>
      </div>
      {failure && <ErrorNote>{failure}</ErrorNote>}
      <div className="open">
        <Button main busy={write.busy} onPress={() => void send()}>
          {chosen.length > 0
            ? `交给${chosen.length === 1 ? '这个部门' : `这 ${chosen.length} 个部门`}`
            : '交部门办理'}
        </Button>
        <button type="button" className="btn" onClick={props.onDone}>
          先不交
        </button>
      </div>
    </div>
  )
}
