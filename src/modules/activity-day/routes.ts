import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import { askBoard, askFigure } from './board/ask.ts'
import { listLeaders } from './board/leaders.ts'
import * as api from './contract.ts'

export const activityDayModule: Module = {
  name: 'activity-day',
  routes: (app) => {
    serve(
      app,
      api.getBoard,
      ({ tx, actor, params, query, house }) => askBoard(house, tx, actor, params.id, query),
      { polled: true },
    )
    serve(app, api.openFigure, ({ tx, actor, params, query, house }) =>
      askFigure(house, tx, actor, params.id, { ...query, unitId: query.unit }),
    )
    serve(app, api.listLeaders, async ({ tx, actor, params }) => ({
      rows: await listLeaders(tx, actor, params.id),
    }))
  },
}
