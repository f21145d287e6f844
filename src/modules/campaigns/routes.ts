import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import * as attachments from './attachments.ts'
import * as commands from './commands.ts'
import * as api from './contract.ts'
import type { Follower } from './followers.ts'
import { campaignProcess } from './process.ts'
import * as queries from './queries.ts'
import * as steps from './steps.ts'

/** `followers` are what later modules do when a campaign moves. */
export const campaignsModule = (followers: readonly Follower[]): Module => ({
  name: 'campaigns',
  processes: [campaignProcess],
  files: [attachments.attachmentRule],
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
      steps.stepCampaign(tx, actor, params.id, body, followers),
    )
    serve(app, api.listReceipts, ({ tx, actor, params, query }) =>
      steps.listReceipts(tx, actor, params.id, query),
    )
    serve(app, api.acknowledgeCampaign, ({ tx, actor, params }) =>
      steps.acknowledgeCampaign(tx, actor, params.id),
    )
    serve(app, api.attachFile, ({ tx, actor, params, body, upload, house }) =>
      attachments.attachFile(tx, actor, house, params.id, { fileId: body.fileId, upload }),
    )
    serve(app, api.detachFile, ({ tx, actor, params }) =>
      attachments.detachFile(tx, actor, params.id, params.fileId),
    )
  },
})
