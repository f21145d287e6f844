export { type NewNotice, countUnread, listNotices, notify, readNotice } from './inbox.ts'
export { notifyJobs, queueSms } from './outbox.ts'
export { afterQuietHours } from './quiet-hours.ts'
export { digitsOf, hasSms, smsText } from './sms.ts'
