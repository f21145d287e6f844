export * from './contract/replies.ts'
