import { serve } from '../../platform/http.ts'
import { page } from '../../platform/page.tsx'
import { sql } from '../../platform/db.ts'
import type { Module } from '../../platform/module.ts'
import { manages } from './access.ts'
import * as attendance from './commands/attendance.ts'
import * as attendanceSteps from './commands/attendance-steps.ts'
import * as checkIns from './commands/check-in.ts'
import * as leaves from './commands/leave.ts'
import { mendOwnActivity } from './commands/mend-own.ts'
import * as own from './commands/own.ts'
import * as papers from './commands/papers.ts'
import * as plans from './commands/plan.ts'
import * as signUps from './commands/sign-up.ts'
import * as steps from './commands/steps.ts'
import * as api from './contract.ts'
import { managers } from './contract/plan.ts'
import { ownVisibleTo } from './own-access.ts'
import { signInSheetPage } from './print.tsx'
import { activityJobs } from './asked-rolls.ts'
import { activityProcess, attendanceProcess, leaveProcess, ownActivityProcess } from './process.ts'
import { exportActivities } from './queries/export.ts'
import * as leaveReads from './queries/leave.ts'
import * as mine from './queries/mine.ts'
import * as ownReads from './queries/own.ts'
import * as planReads from './queries/plan.ts'
import * as rolls from './queries/roll.ts'

const snapshot = { snapshot: true }

export const activitiesModule: Module = {
  name: 'activities',
  processes: [activityProcess, attendanceProcess, leaveProcess, ownActivityProcess],
  jobs: activityJobs,
  together: [
    { process: attendanceProcess, endpoint: api.stepAttendance, take: attendanceSteps.stepAttendance },
    { process: leaveProcess, endpoint: api.stepLeave, take: leaves.stepLeave },
  ],
  files: [
    {
      ownerType: 'activity',
      mayRead: async (tx, actor, id) => {
        const { rows } = await sql`select from activities a where a.id = ${id} and ${manages(actor)}`.execute(
          tx,
        )
        return rows.length > 0
      },
    },
    {
      ownerType: 'own_activity',
      mayRead: async (tx, actor, id) => {
        const { rows } =
          await sql`select from own_activities o where o.id = ${id} and ${ownVisibleTo(actor)}`.execute(tx)
        return rows.length > 0
      },
    },
  ],
  routes: (app) => {
    serve(app, api.listActivities, ({ tx, actor, query }) => planReads.listActivities(tx, actor, query))
    serve(app, api.exportActivities, ({ tx, actor, query }) => exportActivities(tx, actor, query))
    serve(
      app,
      api.getActivity,
      ({ tx, actor, params }) => planReads.getActivity(tx, actor, params.id),
      snapshot,
    )
    serve(app, api.draftActivity, ({ tx, actor, body }) => plans.draftActivity(tx, actor, body))
    serve(app, api.editActivity, ({ tx, actor, params, body }) =>
      plans.editActivity(tx, actor, params.id, body),
    )
    serve(app, api.attestDiscipline, ({ tx, actor, params }) => steps.attestDiscipline(tx, actor, params.id))
    serve(app, api.stepActivity, ({ tx, actor, params, body }) =>
      steps.stepActivity(tx, actor, params.id, body),
    )
    serve(app, api.listHostVenues, ({ tx, actor, query }) => planReads.listHostVenues(tx, actor, query))
    serve(app, api.getRoll, ({ tx, actor, params }) => rolls.getRoll(tx, actor, params.id), snapshot)
    serve(
      app,
      api.listCandidates,
      ({ tx, actor, params, query }) => rolls.listCandidates(tx, actor, params.id, query),
      snapshot,
    )
    serve(app, api.getCodes, ({ tx, actor, params }) => rolls.getCodes(tx, actor, params.id))
    serve(app, api.recordAttendances, ({ tx, actor, params, body }) =>
      attendance.recordAttendances(tx, actor, params.id, body),
    )
    serve(app, api.stepAttendance, ({ tx, actor, params, body }) =>
      attendanceSteps.stepAttendance(tx, actor, params.id, body),
    )
    serve(app, api.checkIn, ({ tx, actor, params, body }) => checkIns.checkIn(tx, actor, params.id, body))
    serve(app, api.uploadPaper, ({ tx, actor, house, params, body, upload }) =>
      papers.addPaper(tx, actor, house, params.id, { id: body.id, upload }),
    )
    serve(app, api.signUp, ({ tx, actor, params, body }) => signUps.signUp(tx, actor, params.id, body))
    serve(app, api.listLeaves, ({ tx, actor, query }) => leaveReads.listLeaves(tx, actor, query), snapshot)
    serve(app, api.listLeaveReasons, ({ tx, actor }) => leaveReads.listLeaveReasons(tx, actor))
    serve(app, api.requestLeave, ({ tx, actor, body }) => leaves.requestLeave(tx, actor, body))
    serve(app, api.stepLeave, ({ tx, actor, params, body }) => leaves.stepLeave(tx, actor, params.id, body))
    serve(app, api.listOwnActivities, ({ tx, actor, query }) => ownReads.listOwnActivities(tx, actor, query))
    serve(
      app,
      api.getOwnActivity,
      ({ tx, actor, params }) => ownReads.getOwnActivity(tx, actor, params.id),
      snapshot,
    )
    serve(app, api.recordOwnActivity, ({ tx, actor, body }) => own.recordOwnActivity(tx, actor, body))
    serve(app, api.mendOwnActivity, ({ tx, actor, params, body }) =>
      mendOwnActivity(tx, actor, params.id, body),
    )
    serve(app, api.stepOwnActivity, ({ tx, actor, params, body }) =>
      own.stepOwnActivity(tx, actor, params.id, body),
    )
    serve(app, api.uploadOwnPicture, ({ tx, actor, house, params, body, upload }) =>
      own.addOwnPicture(tx, actor, house, params.id, { id: body.id, upload }),
    )
    page(app, '/print/activities/:id/sign-in', managers, signInSheetPage)
    serve(app, api.getMyDay, ({ tx, actor }) => mine.getMyDay(tx, actor), snapshot)
  },
}
