export * from './contract/board.ts'
export * from './contract/reminders.ts'
