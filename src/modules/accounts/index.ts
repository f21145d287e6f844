export { endRole, ensureAccount, grantRole } from './grants.ts'
export { type Face, authenticateIn, clearSessionCookie, openSession, setSessionCookie } from './sessions.ts'
