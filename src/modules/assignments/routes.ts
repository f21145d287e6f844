import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import type { Assignables } from './assignable.ts'
import * as api from './contract.ts'
import { assignmentProcess, directiveProcess, extensionProcess, replyProcess } from './process.ts'
import * as replies from './replies/commands.ts'
import * as written from './replies/queries.ts'

/** `all` are the kinds of record that can be assigned and answered. */
export const assignmentsModule = (all: Assignables): Module => ({
  name: 'assignments',
  processes: [assignmentProcess, extensionProcess, replyProcess, directiveProcess],
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
  },
})
