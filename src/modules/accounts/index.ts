export { grantConveners } from './grant-many.ts'
export { endRole, ensureAccount, grantRole } from './grants.ts'
export { type Face, authenticateIn, clearSessionCookie, openSession, setSessionCookie } from './sessions.ts'
