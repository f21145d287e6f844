export { recordItems } from './record.ts'
