export { grantConveners } from './grant-many.ts'
export { endRole, ensureAccount, grantRole } from './grants.ts'
export { createAdministrator, signInLink } from './links.ts'
export {
  type Face,
  actorNowIn,
  authenticateIn,
  clearSessionCookie,
  endSessionsOf,
  openSession,
  setSessionCookie,
} from './sessions.ts'
export { siteIdentity } from './site.ts'
