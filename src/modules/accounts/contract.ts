export * from './contract/accounts.ts'
export * from './contract/audit.ts'
export * from './contract/me.ts'
