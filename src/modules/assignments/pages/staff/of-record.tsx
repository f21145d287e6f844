import { useState } from 'react'
import { Link } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { ErrorNote, Status } from '../../../../web/ui/staff/index.ts'
import { assignmentsOf } from '../../contract.ts'
import { partLabels } from '../../rules.ts'
import { standingLook } from '../look.ts'
import { RepliesOf } from '../replies-of.tsx'
import { AssignForm } from './assign-form.tsx'
import { DirectivesOf } from './directives-of.tsx'

interface OfRecord {
  recordType: string
  recordId: string
  /** null where the record may be handed over now, else why not */
  closed?: string | null
}

/** The departments that were asked about a record, and the way to ask more. */
export function AssignmentsOf({ recordType, recordId, closed = null }: OfRecord) {
  const list = useRead(assignmentsOf, { params: { type: recordType, id: recordId } })
  const [isAssigning, setAssigning] = useState(false)
  if (list.error?.status === 404 || list.error?.status === 403) return null
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  if (!list.data) return null
  const { rows, obstacle } = list.data
  if (rows.length === 0 && (obstacle !== null || closed !== null)) return null
  return (
    <section aria-label="交办">
      <h3>交办</h3>
      {rows.length > 0 && (
        <ul className="plain assignments">
          {rows.map((row) => {
            const look = standingLook(row)
            return (
              <li key={row.id}>
                <span className="note">{partLabels[row.part]}</span>{' '}
                <Link to={below(staff.assignment(row.id))}>{row.departmentName}</Link>{' '}
                <Status kind={look.kind}>{look.words}</Status>
                {row.extensionUntil && <Status kind="warn">申请延期，等您批</Status>}
              </li>
            )
          })}
        </ul>
      )}
      {obstacle === null &&
        closed === null &&
        (isAssigning ? (
          <AssignForm
            recordType={recordType}
            recordId={recordId}
            signDays={list.data.signDays}
            answerDays={list.data.answerDays}
            onDone={() => setAssigning(false)}
          />
        ) : (
          <p>
            <button type="button" className="btn" onClick={() => setAssigning(true)}>
              {rows.length > 0 ? '再交一个部门' : '交部门办理'}
            </button>
          </p>
        ))}
    </section>
  )
}

/** Everything that belongs to the handling of a record beside its own steps: departments, replies, 批示. */
export function HandlingOf(props: OfRecord) {
  return (
    <>
      <AssignmentsOf {...props} />
      <RepliesOf recordType={props.recordType} recordId={props.recordId} />
      <DirectivesOf recordType={props.recordType} recordId={props.recordId} />
    </>
  )
}
