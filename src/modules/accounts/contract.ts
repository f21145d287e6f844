export * from './contract/accounts.ts'
export * from './contract/audit.ts'
export * from './contract/me.ts'
export * from './contract/sign-in-rules.ts'
