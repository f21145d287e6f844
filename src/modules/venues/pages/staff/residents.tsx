import { useState } from 'react'
import { newKey, useWrite } from '../../../../web/call.ts'
import {
  Button,
  Check,
  DataTable,
  DateField,
  Drawer,
  Empty,
  Form,
  RowButton,
  Status,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import type { Resident, Venue } from '../../contract.ts'
import { addResident, endResidency, flagLeader } from '../../people-contract.ts'
import { FindPerson } from './find-person.tsx'

/** Who is resident, with days; the office adds and ends. Above one's own 政协 only the figure. */
export function Residents({ venue }: { venue: Venue }) {
  const [isAdding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Resident | null>(null)
  const flag = useWrite(flagLeader)
  if (venue.residents.length === 0 && !venue.may.edit)
    return (
      <p className="meta">
        {venue.residentCount > 0
          ? `${venue.residentCount} 位在任委员入驻。名单由它本级政协看。`
          : '还没有委员入驻。'}
      </p>
    )
  return (
    <>
      <DataTable
        id="residents"
        caption={`${venue.name}的入驻委员`}
        rows={venue.residents}
        rowKey={(row) => row.id}
        said={venue.residents.length > 0 ? `${venue.residentCount} 位在任` : undefined}
        tools={
          venue.may.edit ? (
            <Button main onPress={() => setAdding(true)}>
              加一位入驻委员
            </Button>
          ) : undefined
        }
        empty={<Empty why="还没有委员入驻。加进来，活动日的统计才算得到他们。" />}
        columns={[
          { key: 'name', title: '姓名', width: 110, rowHead: true, render: (row) => row.name },
          { key: 'sector', title: '界别', width: 130, render: (row) => row.sectorName ?? '–' },
          { key: 'work', title: '单位及职务', render: (row) => row.workplace },
          { key: 'committee', title: '政协', width: 110, render: (row) => row.committeeName ?? '–' },
          { key: 'days', title: '入驻', width: 220, render: (row) => <Days row={row} /> },
          ...(venue.may.edit
            ? [
                {
                  key: 'leader',
                  title: '领导同志',
                  width: 110,
                  render: (row: Resident) => (
                    <label className="pick">
                      <input
                        type="checkbox"
                        checked={row.isLeader ?? false}
                        onChange={(event) =>
                          void flag.send({
                            params: { id: venue.id, residencyId: row.id },
                            body: { isLeader: event.currentTarget.checked },
                          })
                        }
                      />
                      <span className="off">{row.name}是入驻这里的领导同志，只有办公室看得到</span>
                    </label>
                  ),
                },
                {
                  key: 'end',
                  title: '',
                  name: '办理',
                  width: 120,
                  render: (row: Resident) =>
                    row.until === null ? (
                      <RowButton icon="close" onPress={() => setEnding(row)}>
                        结束入驻
                      </RowButton>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      {isAdding && <Adding venue={venue} onClose={() => setAdding(false)} />}
      {ending && <Ending venue={venue} resident={ending} onClose={() => setEnding(null)} />}
    </>
  )
}

function Days({ row }: { row: Resident }) {
  if (row.until) return <span>{`${asDay(row.from)}起，${asDay(row.until)}起不再入驻`}</span>
  if (!row.isServing) return <Status kind="warn">任职已结束，不计入</Status>
  return <span>{asDay(row.from)}起</span>
}

function Adding({ venue, onClose }: { venue: Venue; onClose: () => void }) {
  const write = useWrite(addResident)
  return (
    <Drawer from={venue.name} title="加一位入驻委员" onClose={onClose}>
      <Form
        schema={addResident.body.omit({ residencyId: true })}
        submit="加进来"
        onSubmit={async (body, { key }) => {
          await write.send({ params: { id: venue.id }, body: { ...body, residencyId: newKey() }, key })
          return '加好了，可以接着加下一位。'
        }}
      >
        <FindPerson venueId={venue.id} name="personId" label="委员" />
        <DateField name="from" label="从哪天起入驻" hint="入驻的第一天。一位委员可以同时入驻两家。" />
        <Check name="isLeader" label="是领导同志入驻的工作室" hint="只有办公室看得到，公开页不写。" />
      </Form>
    </Drawer>
  )
}

function Ending(props: { venue: Venue; resident: Resident; onClose: () => void }) {
  const write = useWrite(endResidency)
  return (
    <Drawer from={props.venue.name} title={`结束${props.resident.name}的入驻`} onClose={props.onClose}>
      <Form
        schema={endResidency.body}
        submit="结束入驻"
        onSubmit={async (body, { key }) => {
          await write.send({ params: { id: props.venue.id, residencyId: props.resident.id }, body, key })
          props.onClose()
        }}
      >
        <DateField
          name="on"
          label="从哪天起不再入驻"
          hint="写不再入驻的第一天：入驻到 9 月 30 日，写 10 月 1 日。写入驻当天或更早，等于没有入驻过。"
        />
      </Form>
    </Drawer>
  )
}
