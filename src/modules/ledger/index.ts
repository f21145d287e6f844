export { type Duty, type DutyKey, recordDuties, recordDuty, reverseDuties, reverseDuty } from './record.ts'
