import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import { stepItem } from './commands.ts'
import * as api from './contract.ts'
import { deedProcess, opinionProcess } from './process.ts'
import { getItem, listItems } from './queries.ts'
import { recordItems } from './record.ts'

export const opinionsModule: Module = {
  name: 'opinions',
  processes: [opinionProcess, deedProcess],
  routes: (app) => {
    serve(app, api.recordItems, ({ tx, actor, body }) => recordItems(tx, actor, body))
    serve(app, api.listItems, ({ tx, actor, query }) => listItems(tx, actor, query))
    serve(app, api.getItem, ({ tx, actor, params }) => getItem(tx, actor, params.id), { snapshot: true })
    serve(app, api.stepItem, ({ tx, actor, params, body }) => stepItem(tx, actor, params.id, body))
  },
}
