export * from './contract/board.ts'
export * from './contract/chain.ts'
export * from './contract/coverage.ts'
export * from './contract/reminders.ts'
