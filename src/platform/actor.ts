/** Roles that can be granted on a unit, and `member`, which follows from a serving mandate. */
export const roles = [
  'office',
  'special_committee',
  'convener',
  'contact_group',
  'department',
  'leader',
  'member',
  'system',
  'security',
  'audit',
] as const
export type Role = (typeof roles)[number]

export const roleLabels: Record<Role, string> = {
  office: '办公室工作人员',
  special_committee: '专委会工作人员',
  convener: '工作室召集人',
  contact_group: '联络组',
  department: '承办部门',
  leader: '政协领导',
  member: '委员',
  system: '系统管理员',
  security: '安全管理员',
  audit: '审计管理员',
}

/** One role held on one unit today. */
export interface Grant {
  role: Exclude<Role, 'member'>
  unitId: string
  committeeId: string
}

/** One serving mandate today. */
export interface Seat {
  mandateId: string
  committeeId: string
}

/** Who asks, and when: passed to every command and query. */
export interface Actor {
  personId: string
  name: string
  /** every record that was found to be this person, `personId` among them; left out: that one alone (see recordsOf) */
  records?: readonly string[]
  sessionId: string
  face: 'staff' | 'member'
  grants: Grant[]
  seats: Seat[]
  /** true while contacts may be shown in full in this session */
  contactsOpen: boolean
  /** the password is to be changed first: nothing else is answered to this session */
  passwordDue?: true
  now: Date
  requestId: string
  /** set where no signed-in person acts: the clock, or somebody of the public who spoke */
  as?: 'clock' | 'speaker'
}

/** Stands where an id of a person is asked and no person acts. */
export const nobody = '00000000-0000-0000-0000-000000000000'

/** The clock, or somebody of the public, taking the steps of a process that are theirs; `steps` keep no person for them. */
export const actingAs = (as: 'clock' | 'speaker', now: Date, requestId: string = as): Actor => ({
  personId: nobody,
  name: '',
  sessionId: nobody,
  face: 'staff',
  grants: [],
  seats: [],
  contactsOpen: false,
  now,
  requestId,
  as,
})

/** Somebody without a session. */
export interface Anyone {
  personId: null
  now: Date
  requestId: string
}

/**
 * Every record of the person who asks: what was written under one before two were found to be one is still one's own.
 * Of somebody else the one record that is given.
 */
export const recordsOf = (actor: Actor, personId = actor.personId): readonly string[] =>
  personId === actor.personId ? (actor.records ?? [personId]) : [personId]

export const holdsRole = (actor: Actor, role: Role): boolean =>
  role === 'member' ? actor.seats.length > 0 : actor.grants.some((grant) => grant.role === role)

/** Units on which the actor holds one of the roles. */
export const unitsOf = (actor: Actor, ...wanted: Role[]): string[] => [
  ...new Set(actor.grants.filter((grant) => wanted.includes(grant.role)).map((grant) => grant.unitId)),
]

/** 政协 in which the actor holds one of the roles. */
export const committeesOf = (actor: Actor, ...wanted: Role[]): string[] => {
  const granted = actor.grants
    .filter((grant) => wanted.includes(grant.role))
    .map((grant) => grant.committeeId)
  const seated = wanted.includes('member') ? actor.seats.map((seat) => seat.committeeId) : []
  return [...new Set([...granted, ...seated])]
}
