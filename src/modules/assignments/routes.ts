import { serve } from '../../platform/http.ts'
import type { App } from '../../platform/house.ts'
import type { Module } from '../../platform/module.ts'
import type { Assignables, Subject } from './assignable.ts'
import * as assigning from './assigning/commands.ts'
import { askExtension, stepExtension } from './assigning/extensions.ts'
import { exportAssignments, listAssignments } from './assigning/list.ts'
import { assignmentsOf, getAssignment } from './assigning/queries.ts'
import * as calendar from './calendar.ts'
import * as api from './contract.ts'
import * as departments from './departments.ts'
import { scanRule } from './directives/access.ts'
import * as directives from './directives/commands.ts'
import { listDirectives } from './directives/queries.ts'
import { assignmentJobs } from './jobs.ts'
import { assignmentProcess, directiveProcess, extensionProcess, replyProcess } from './process.ts'
import type { Recount } from './recount.ts'
import * as replies from './replies/commands.ts'
import * as written from './replies/queries.ts'

/**
 * `all` are the kinds of record that can be assigned and answered, `others` those that only a 批示 can be on; `recounts` are what
 * modules do when days off change.
 */
export const assignmentsModule = (
  all: Assignables,
  recounts: readonly Recount[],
  others: readonly Subject[] = [],
): Module => ({
  name: 'assignments',
  jobs: assignmentJobs,
  files: [scanRule([...all, ...others])],
  processes: [assignmentProcess, extensionProcess, replyProcess, directiveProcess],
  together: [
    {
      process: assignmentProcess,
      endpoint: api.stepAssignment,
      take: (tx, actor, id, asked) => assigning.stepAssignment(tx, actor, all, id, asked),
    },
    {
      process: extensionProcess,
      endpoint: api.stepExtension,
      take: (tx, actor, id, asked) => stepExtension(tx, actor, all, id, asked),
    },
  ],
  routes: (app) => {
    serve(
      app,
      api.listReplies,
      ({ tx, actor, params }) =>
        written.listReplies(tx, actor, all, { recordType: params.type, recordId: params.id }),
      { snapshot: true },
    )
    serve(app, api.getReply, ({ tx, actor, params }) => written.getReply(tx, actor, all, params.id), {
      snapshot: true,
    })
    serve(app, api.draftReply, ({ tx, actor, body }) => replies.draftReply(tx, actor, all, body))
    serve(app, api.saveReply, ({ tx, actor, params, body }) =>
      replies.saveReply(tx, actor, all, params.id, body),
    )
    serve(app, api.stepReply, ({ tx, actor, params, body }) =>
      replies.stepReply(tx, actor, all, params.id, body),
    )
    serve(app, api.listAssignments, ({ tx, actor, query }) => listAssignments(tx, actor, all, query), {
      snapshot: true,
    })
    serve(app, api.exportAssignments, ({ tx, actor, query }) => exportAssignments(tx, actor, all, query), {
      snapshot: true,
    })
    serve(
      app,
      api.assignmentsOf,
      ({ tx, actor, params }) =>
        assignmentsOf(tx, actor, all, { recordType: params.type, recordId: params.id }),
      { snapshot: true },
    )
    serve(app, api.getAssignment, ({ tx, actor, params }) => getAssignment(tx, actor, all, params.id), {
      snapshot: true,
    })
    serve(app, api.assign, ({ tx, actor, body }) => assigning.assign(tx, actor, all, body))
    serve(app, api.stepAssignment, ({ tx, actor, params, body }) =>
      assigning.stepAssignment(tx, actor, all, params.id, body),
    )
    serve(app, api.askExtension, ({ tx, actor, params, body }) =>
      askExtension(tx, actor, all, params.id, body),
    )
    serve(app, api.stepExtension, ({ tx, actor, params, body }) =>
      stepExtension(tx, actor, all, params.id, body),
    )
    serveDepartments(app)
    serveCalendar(app, recounts)
    serveDirectives(app, [...all, ...others])
  },
})

const serveDepartments = (app: App) => {
  serve(app, api.listDepartments, ({ tx, actor, query }) => departments.listDepartments(tx, actor, query))
  serve(app, api.addDepartment, ({ tx, actor, body }) => departments.addDepartment(tx, actor, body))
  serve(app, api.renameDepartment, ({ tx, actor, params, body }) =>
    departments.renameDepartment(tx, actor, params.id, body.name),
  )
  serve(app, api.closeDepartment, ({ tx, actor, params, body }) =>
    departments.closeDepartment(tx, actor, params.id, body.on),
  )
}

const serveCalendar = (app: App, recounts: readonly Recount[]) => {
  serve(app, api.listCalendar, ({ tx, actor, query }) => calendar.listCalendar(tx, actor, query.year), {
    snapshot: true,
  })
  serve(app, api.setCalendarDay, ({ tx, actor, params, body }) =>
    calendar.setCalendarDay(tx, actor, { ...body, day: params.day }, recounts),
  )
  serve(app, api.clearCalendarDay, ({ tx, actor, params }) =>
    calendar.clearCalendarDay(tx, actor, params.day, recounts),
  )
}

const serveDirectives = (app: App, all: readonly Subject[]) => {
  serve(app, api.listDirectives, ({ tx, actor, query }) => listDirectives(tx, actor, all, query), {
    snapshot: true,
  })
  serve(app, api.recordDirective, ({ tx, actor, body }) => directives.recordDirective(tx, actor, all, body))
  serve(app, api.editDirective, ({ tx, actor, params, body }) =>
    directives.editDirective(tx, actor, params.id, body),
  )
  serve(app, api.scanDirective, ({ tx, actor, params, body, upload, house }) =>
    directives.scanDirective(tx, actor, house, params.id, { fileId: body.fileId, upload }),
  )
  serve(app, api.stepDirective, ({ tx, actor, params, body }) =>
    directives.stepDirective(tx, actor, all, params.id, body),
  )
}
