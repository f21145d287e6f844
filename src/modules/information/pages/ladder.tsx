import { useState } from 'react'
import { z } from 'zod'
import { Day, words } from '../../../platform/contract.ts'
import { newKey, useWrite } from '../../../web/call.ts'
import {
  DateField,
  ErrorNote,
  Facts,
  Form,
  SelectField,
  TextField,
  asDay,
  failureOf,
} from '../../../web/ui/staff/index.ts'
import { AdoptionLevel, type Information, noteAdoption, withdrawAdoption } from '../contract.ts'
import { adoptionLabel } from '../rules.ts'

const Noted = z.object({ level: AdoptionLevel, adoptedOn: Day, publication: words(80, 0).default('') })

/** How far it was used, level by level; what is not on this system is noted by hand. */
export function Ladder({ information }: { information: Information }) {
  const note = useWrite(noteAdoption)
  const unnote = useWrite(withdrawAdoption)
  const [isNoting, setNoting] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const { id } = information
  const drop = (adoptionId: string) =>
    unnote
      .send({ params: { id, adoptionId } })
      .catch((thrown: unknown) => setFailed(failureOf(thrown).message))
  return (
    <>
      {information.adoptions.length === 0 && <p className="note">未用。编发了就是本级采用。</p>}
      <ul className="plain">
        {information.adoptions.map((one) => (
          <li key={one.id}>
            <b>{one.label}</b> {asDay(one.adoptedOn)}
            {one.publication && <span className="note">　{one.publication}</span>}
            {one.isNoted && information.notable.length > 0 && (
              <button type="button" className="as-link" onClick={() => void drop(one.id)}>
                记错了，撤掉
              </button>
            )}
          </li>
        ))}
      </ul>
      {information.sent && (
        <Facts rows={[{ label: `报给${information.sent.committeeName}`, value: information.sent.said }]} />
      )}
      {failed && <ErrorNote>{failed}</ErrorNote>}
      {information.notable.length > 0 && !isNoting && (
        <button type="button" className="btn" onClick={() => setNoting(true)}>
          记上级采用
        </button>
      )}
      {isNoting && (
        <Form
          schema={Noted}
          submit="记下"
          onSubmit={async (body, { key }) => {
            await note.send({ params: { id }, body: { ...body, id: newKey() }, key })
            setNoting(false)
          }}
        >
          <SelectField
            name="level"
            label="哪一级采用"
            options={information.notable.map((level) => ({
              value: level,
              label: adoptionLabel(level, information.level),
            }))}
          />
          <DateField name="adoptedOn" label="日期" />
          <TextField
            name="publication"
            label="登在哪里"
            optional
            max={80}
            hint="上级不在本平台的，照通报记。"
          />
        </Form>
      )}
    </>
  )
}
