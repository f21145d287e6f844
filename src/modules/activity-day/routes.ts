import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import { forget } from '../../platform/memo.ts'
import { askBoard, askFigure, boardKey } from './board/ask.ts'
import { listLeaders } from './board/leaders.ts'
import * as api from './contract.ts'
import { pressReminder } from './reminders/press.ts'
import { remindJob } from './reminders/send.ts'

export const activityDayModule: Module = {
  name: 'activity-day',
  jobs: [remindJob],
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
    serve(app, api.pressReminder, async ({ tx, actor, params, body, house }) => {
      const pressed = await pressReminder(tx, actor, params.id, body)
      forget(house, boardKey(params.id))
      return pressed
    })
    serve(app, api.listLeaders, async ({ tx, actor, params }) => ({
      rows: await listLeaders(tx, actor, params.id),
    }))
  },
}
