export * from './contract/board.ts'
