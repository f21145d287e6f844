import { serve } from '../../../platform/http.ts'
import type { Module } from '../../../platform/module.ts'
import { stepLead, turnOpinion } from './commands.ts'
import * as api from './contract.ts'
import { leadProcess } from './process.ts'
import { exportLeads, getLead, listLeads, listTurningsOf } from './queries.ts'

export const leadsModule: Module = {
  name: 'leads',
  processes: [leadProcess],
  routes: (app) => {
    serve(app, api.listLeads, ({ tx, actor, query }) => listLeads(tx, actor, query), { snapshot: true })
    serve(app, api.exportLeads, ({ tx, actor, query }) => exportLeads(tx, actor, query), { snapshot: true })
    serve(app, api.getLead, ({ tx, actor, params }) => getLead(tx, actor, params.id), { snapshot: true })
    serve(app, api.listTurningsOf, ({ tx, actor, params }) => listTurningsOf(tx, actor, params.id), {
      snapshot: true,
    })
    serve(app, api.turnOpinion, ({ tx, actor, params, body }) => turnOpinion(tx, actor, params.id, body))
    serve(app, api.stepLead, ({ tx, actor, params, body }) => stepLead(tx, actor, params.id, body))
  },
}
