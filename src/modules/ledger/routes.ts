import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import * as api from './contract.ts'
import * as queries from './queries.ts'

export const ledgerModule: Module = {
  name: 'ledger',
  routes: (app) => {
    serve(app, api.listMyDuties, ({ tx, actor, query }) => queries.listMyDuties(tx, actor, query))
  },
}
