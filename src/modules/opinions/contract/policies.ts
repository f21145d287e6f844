import { allow } from '../../../platform/policy.ts'

/** Who reads items. */
export const readers = allow({
  office: 'guided',
  special_committee: 'guided',
  convener: 'venue',
  contact_group: 'unit',
  leader: 'committee',
  member: 'own',
})

/** Who writes items down and moves them. */
export const handlers = allow({
  office: 'committee',
  convener: 'venue',
  contact_group: 'unit',
  member: 'own',
})
