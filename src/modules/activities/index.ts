export { inFull, manages, managesVenue, visibleTo } from './access.ts'
export {
  countingActivities,
  countingAttendances,
  countingHosts,
  memberStandings,
  onLeave,
  ownOnes,
  residentsOnDay,
  servingOnDay,
  standingOfPerson,
} from './standings.ts'
export { sealOwnActivities } from './commands/mend-own.ts'
export { type MemberStanding, splitLines, standingLabels } from './rules.ts'
