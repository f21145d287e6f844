import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { ErrorNote } from '../../../../web/ui/member/index.ts'
import { getCodes } from '../../contract.ts'
import { ShownCode } from '../shown-code.tsx'

/** 现场码 on the convener's phone: fetched beforehand for the whole activity, it goes on without a network. */
export default function CodePage() {
  const { id = '' } = useParams()
  return (
    <MemberPage title="现场码" check back={{ to: belowMember(member.activity(id)), label: '活动' }}>
      {() => <Codes id={id} />}
    </MemberPage>
  )
}

function Codes({ id }: { id: string }) {
  const codes = useKept(getCodes, { params: { id } })
  useAwake()
  if (codes.error) return <ErrorNote missing={codes.error.status === 404}>{codes.error.message}</ErrorNote>
  return codes.data ? <ShownCode codes={codes.data} /> : <p className="why">正在打开……</p>
}

/** Keeps the screen lit while the code is shown, where the phone can. */
const useAwake = () => {
  const [, setLock] = useState<unknown>(null)
  useEffect(() => {
    if (!('wakeLock' in navigator)) return
    void navigator.wakeLock.request('screen').then(setLock, () => undefined)
  }, [])
}
