export { openLikenesses, personOf } from './likenesses.ts'
export { type MemberRows, seedMembers } from './seed.ts'
