export { guardedIn, guardedWordsIn } from './check.ts'
