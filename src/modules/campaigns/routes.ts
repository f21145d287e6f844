import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import * as commands from './commands.ts'
import * as api from './contract.ts'
import { campaignProcess } from './process.ts'
import * as queries from './queries.ts'
import * as steps from './steps.ts'

export const campaignsModule: Module = {
  name: 'campaigns',
  processes: [campaignProcess],
  routes: (app) => {
    serve(app, api.listCampaigns, ({ tx, actor, query }) => queries.listCampaigns(tx, actor, query))
    serve(app, api.getCampaign, ({ tx, actor, params }) => queries.getCampaign(tx, actor, params.id), {
      snapshot: true,
    })
    serve(app, api.draftCampaign, ({ tx, actor, body }) => commands.draftCampaign(tx, actor, body))
    serve(app, api.editCampaign, ({ tx, actor, params, body }) =>
      commands.editCampaign(tx, actor, params.id, body),
    )
    serve(app, api.stepCampaign, ({ tx, actor, params, body }) =>
      steps.stepCampaign(tx, actor, params.id, body),
    )
    serve(app, api.listReceipts, ({ tx, actor, params, query }) =>
      steps.listReceipts(tx, actor, params.id, query),
    )
    serve(app, api.acknowledgeCampaign, ({ tx, actor, params }) =>
      steps.acknowledgeCampaign(tx, actor, params.id),
    )
  },
}
