export { RepliesOf } from '../replies-of.tsx'
