import { sql } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import { tellAgainJob } from '../../platform/notify/index.ts'
import { forgetTries } from '../../platform/rate-limit.ts'
import { releaseAdministrators } from './grants.ts'

/** What was told at night is told at eight, and what has run out is forgotten each night: codes and tries after a day or two, sessions after ninety. */
export const accountsJobs: Job[] = [
  tellAgainJob,
  {
    name: 'accounts.forget',
    cron: '20 19 * * *',
    work: async (house) => {
      const now = house.clock()
      await forgetTries(house.db, now)
      await sql`delete from sign_in_tries where tried_at < ${now}::timestamptz - interval '1 day'`.execute(
        house.db,
      )
      await sql`delete from one_time_codes where ends_at < ${now}::timestamptz - interval '30 days'`.execute(
        house.db,
      )
      await sql`delete from outbox where created_at < ${now}::timestamptz - interval '90 days'`.execute(
        house.db,
      )
      await sql`
        delete from sessions where coalesce(revoked_at, least(idle_until, ends_at)) < ${now}::timestamptz - interval '90 days'`.execute(
        house.db,
      )
      await releaseAdministrators(house.db)
    },
  },
]
