/** What pages of records that can be assigned and answered show of it, on the desk. */
export { HandlingOf } from '../staff/of-record.tsx'
export { DirectivesOf } from '../staff/directives-of.tsx'
