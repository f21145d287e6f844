import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import { forget } from '../../platform/memo.ts'
import { page } from '../../platform/page.tsx'
import { allow } from '../../platform/policy.ts'
import { askBoard, askFigure, boardKey } from './board/ask.ts'
import { exportBoard } from './board/export.ts'
import { exportFigure } from './board/export-figure.ts'
import { listLeaders } from './board/leaders.ts'
import { boardPage } from './board/print.tsx'
import * as commands from './chain/commands.ts'
import * as chain from './chain/queries.ts'
import * as api from './contract.ts'
import { lookers } from './contract/board.ts'
import { addCoverage, listCoverage, removeCoverage } from './coverage.ts'
import { previewPostpone } from './postpone.ts'
import { documentProcess } from './process.ts'
import { pressReminder } from './reminders/press.ts'
import { remindJob } from './reminders/send.ts'

export const activityDayModule: Module = {
  name: 'activity-day',
  processes: [documentProcess],
  together: [{ process: documentProcess, endpoint: api.stepDocument, take: commands.stepDocument }],
  jobs: [remindJob],
  files: [commands.documentFiles],
  routes: (app) => {
    serve(
      app,
      api.getBoard,
      ({ tx, actor, params, query, house }) => askBoard(house, tx, actor, params.id, query),
      { polled: true },
    )
    serve(app, api.exportBoard, ({ tx, actor, params, query, house }) =>
      exportBoard(house, tx, actor, params.id, query),
    )
    serve(app, api.openFigure, ({ tx, actor, params, query, house }) =>
      askFigure(house, tx, actor, params.id, { ...query, unitId: query.unit }),
    )
    serve(app, api.exportFigure, ({ tx, actor, params, query, house }) =>
      exportFigure(house, tx, actor, params.id, query),
    )
    page(app, '/print/campaigns/:id/board', allow(lookers), boardPage)
    serve(app, api.pressReminder, async ({ tx, actor, params, body, house }) => {
      const pressed = await pressReminder(tx, actor, params.id, body)
      forget(house, boardKey(params.id))
      return pressed
    })
    serve(app, api.listLeaders, async ({ tx, actor, params }) => ({
      rows: await listLeaders(tx, actor, params.id),
    }))
    serve(
      app,
      api.listChain,
      ({ tx, actor, params, query }) => chain.listChain(tx, actor, params.id, query),
      {
        snapshot: true,
      },
    )
    serve(app, api.getDocument, ({ tx, actor, params }) => chain.getDocument(tx, actor, params.id), {
      snapshot: true,
    })
    serve(app, api.beginDocument, ({ tx, actor, params, body }) =>
      commands.beginDocument(tx, actor, params.id, body),
    )
    serve(app, api.saveDocument, ({ tx, actor, params, body }) =>
      commands.saveDocument(tx, actor, params.id, body),
    )
    serve(app, api.attachToDocument, ({ tx, actor, params, body, upload, house }) =>
      commands.attachToDocument(tx, actor, house, params.id, { fileId: body.fileId, upload }),
    )
    serve(app, api.stepDocument, ({ tx, actor, params, body }) =>
      commands.stepDocument(tx, actor, params.id, body),
    )
    serve(app, api.listCoverage, ({ tx, actor, params, query }) => listCoverage(tx, actor, params.id, query))
    serve(app, api.addCoverage, ({ tx, actor, params, body }) => addCoverage(tx, actor, params.id, body))
    serve(app, api.removeCoverage, ({ tx, actor, params }) => removeCoverage(tx, actor, params.id))
    serve(app, api.previewPostpone, ({ tx, actor, params, query }) =>
      previewPostpone(tx, actor, params.id, query.heldOn),
    )
  },
}
