import { type Actor, type Role, holdsRole } from './actor.ts'

/**
 * How far from a record a role still reaches it, nearest first:
 * own (the person's), venue (role on the venue), unit (belongs to the unit of the role), committee (same 政协),
 * guided (a 政协 or venue below, open face only), any (every signed-in holder of the role).
 */
export const relations = ['own', 'venue', 'unit', 'committee', 'guided', 'any'] as const
export type Relation = (typeof relations)[number]

/** Who may call an endpoint. `allow` names for each role the farthest relation at which it answers. */
export type Policy =
  | { who: 'anyone' }
  | { who: 'signed-in' }
  | { who: 'roles'; allow: Partial<Record<Role, Relation>> }

export const anyone: Policy = { who: 'anyone' }
export const signedIn: Policy = { who: 'signed-in' }
export const allow = (reach: Partial<Record<Role, Relation>>): Policy => ({ who: 'roles', allow: reach })

/** Whether the policy lets this actor in at all; the record itself is authorised by loading it. */
export const admits = (policy: Policy, actor: Actor): boolean =>
  policy.who !== 'roles' || Object.keys(policy.allow).some((role) => isRole(role) && holdsRole(actor, role))

const isRole = (word: string): word is Role => Object.hasOwn(roleWords, word)
const roleWords: Record<Role, true> = {
  office: true,
  special_committee: true,
  convener: true,
  contact_group: true,
  department: true,
  leader: true,
  member: true,
  system: true,
  security: true,
  audit: true,
}
