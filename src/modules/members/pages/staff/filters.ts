import { useSearchParams } from 'react-router'
import type { z } from 'zod'
import type { MemberFilter } from '../../contract/directory.ts'

const names = [
  'search',
  'sectorId',
  'party',
  'post',
  'specialCommitteeId',
  'groupId',
  'standing',
  'unsettled',
  'sort',
] as const
type Name = (typeof names)[number]

/** The filters of the directory as they stand in the address of the page, so that a link reproduces the view. */
export const useMemberFilters = () => {
  const [address, setAddress] = useSearchParams()
  const page = Math.max(1, Number(address.get('page') ?? 1) || 1)
  const asked: z.input<typeof MemberFilter> = {}
  for (const name of names) {
    const value = address.get(name)
    if (value) Object.assign(asked, { [name]: value })
  }
  const set = (name: Name | 'page', value: string) => {
    const next = new URLSearchParams(address)
    if (value) next.set(name, value)
    else next.delete(name)
    if (name !== 'page') next.delete('page')
    setAddress(next)
  }
  const get = (name: Name): string => address.get(name) ?? ''
  const isNarrowed = names.some((name) => name !== 'sort' && address.has(name))
  return { page, asked, get, set, isNarrowed }
}
