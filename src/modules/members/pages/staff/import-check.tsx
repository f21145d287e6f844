import { useState } from 'react'
import { call, useRead } from '../../../../web/call.ts'
import { ImportCheck } from '../../../../web/import-check.tsx'
import { type ImportPreview, memberImports } from '../../contract/imports.ts'
import { AskedRows, type Decisions } from './import-asked.tsx'

/** What a sheet of members would do; of rows with a known name and nothing to tell by, staff says who it is. */
export function CheckMembers(props: { id: string; onStarted: (runId: string) => void; onOther: () => void }) {
  const preview = useRead(memberImports.preview, { params: { id: props.id } })
  const [decisions, setDecisions] = useState<Decisions>(new Map())
  const { data } = preview
  const said = [...decisions].map(([line, personId]) => ({ line, personId }))
  return (
    <ImportCheck
      {...props}
      read={preview}
      of="位"
      fresh="新增"
      name="姓名"
      {...(data
        ? {
            about: <Kinds data={data} />,
            waiting: {
              all: data.asked,
              left: data.asked - decisions.size,
              rows: (
                <AskedRows
                  rows={data.askedRows}
                  total={data.asked}
                  decisions={decisions}
                  onChange={setDecisions}
                />
              ),
            },
          }
        : {})}
      send={(asked) =>
        call(
          memberImports.run,
          { params: { id: props.id }, body: { ...asked, decisions: said } },
          { key: asked.runId },
        )
      }
    />
  )
}

/** What sorts of faults the bad rows have. */
function Kinds({ data }: { data: ImportPreview }) {
  const kinds = [
    data.doubled > 0 ? `表里重复 ${data.doubled} 行` : '',
    data.overlapping > 0 ? `任职重叠 ${data.overlapping} 行` : '',
    ...data.unknown.slice(0, 5).map((one) => `没有“${one.value}”这个${one.header} ${one.rows} 行`),
  ].filter(Boolean)
  return kinds.length > 0 ? <p className="note">其中：{kinds.join('，')}。</p> : null
}
