export { HandlingOf } from '../staff/of-record.tsx'
