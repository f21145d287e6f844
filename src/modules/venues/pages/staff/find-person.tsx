import { useState } from 'react'
import { useRead } from '../../../../web/call.ts'
import { SearchSelect } from '../../../../web/ui/staff/index.ts'
import { findCandidates } from '../../people-contract.ts'

/** Chooses a member by name, pinyin or 编号; of another 政协 by 政协代码-编号. The body gets the person's id. */
export function FindPerson(props: {
  venueId: string
  name: string
  label: string
  optional?: boolean
  hint?: string
}) {
  const [words, setWords] = useState('')
  const found = useRead(
    findCandidates,
    { params: { id: props.venueId }, query: { search: words } },
    { enabled: words.trim() !== '' },
  )
  return (
    <SearchSelect
      name={props.name}
      label={props.label}
      optional={props.optional ?? false}
      hint={props.hint ?? '打姓名、拼音或编号。别级政协的委员，写“政协代码-编号”，如 4300-0012。'}
      onSearch={setWords}
      isLooking={found.isFetching}
      options={(words.trim() === '' ? [] : (found.data?.candidates ?? [])).map((person) => ({
        value: person.personId,
        label: `${person.name}（${person.no}）`,
        note: [person.committeeName, person.workplace].filter(Boolean).join('，'),
      }))}
    />
  )
}
