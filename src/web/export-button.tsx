import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { v7 as newId } from 'uuid'
import { mostAtOnce } from '../platform/runs/contract.ts'
import { below } from './frame.tsx'
import { staff } from './paths.ts'
import { Button } from './ui/staff/index.ts'

/** Exports the list as it is seen: at once while it is short; a long one in the background, with progress and a to-do at its end. */
export function ExportButton(props: {
  href: string
  total: number
  start: (id: string) => Promise<{ id: string }>
  children: ReactNode
}) {
  const go = useNavigate()
  if (props.total <= mostAtOnce)
    return (
      <Button icon="down-to" href={props.href} download>
        {props.children}
      </Button>
    )
  const start = async () => {
    const { id } = await props.start(newId())
    await go(below(staff.run(id)))
  }
  return (
    <Button icon="down-to" onPress={() => void start().catch(() => undefined)}>
      {props.children}
    </Button>
  )
}
