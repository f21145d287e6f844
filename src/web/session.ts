import { z } from 'zod'
import { useRead } from './call.ts'
import { getMe } from '../modules/accounts/contract.ts'

export type Me = z.output<(typeof getMe)['reply']>

/** Who is signed in, with roles and to-do count; asked again each second while the page is in view, cheap by ETag. */
export const useMe = () => useRead(getMe, {}, { everyMs: 1_000 })

/** Whether the person holds one of the roles anywhere: for choosing what the contents list shows, never for permission. */
export const holds = (me: Me, ...roles: string[]): boolean =>
  me.grants.some((grant) => roles.includes(grant.role))
