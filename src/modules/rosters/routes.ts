import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import * as commands from './commands.ts'
import * as api from './contract.ts'
import * as figuresApi from './figures-contract.ts'
import { getServed, listServed } from './figures.ts'
import { listDutyPeople } from './people.ts'
import { planSlots, previewSlots } from './planning.ts'
import { slotProcess } from './process.ts'
import * as queries from './queries.ts'
import { rosterJobs } from './telling.ts'

export const rostersModule: Module = {
  name: 'rosters',
  processes: [slotProcess],
  jobs: rosterJobs,
  routes: (app) => {
    serve(app, api.listSlots, ({ tx, actor, query }) => queries.listSlots(tx, actor, query))
    serve(app, api.listMySlots, ({ tx, actor }) => queries.listMySlots(tx, actor))
    serve(app, api.getSlot, ({ tx, actor, params }) => queries.getSlot(tx, actor, params.id), {
      snapshot: true,
    })
    serve(app, api.listDutyVenues, ({ tx, actor, query }) => queries.listDutyVenues(tx, actor, query))
    serve(
      app,
      api.listDutyPeople,
      async ({ tx, actor, query }) => ({
        rows: await listDutyPeople(tx, actor, query.venueIds.split(','), query.on),
      }),
      { snapshot: true },
    )
    serve(app, api.previewSlots, ({ tx, actor, body }) => previewSlots(tx, actor, body))
    serve(app, api.planSlots, ({ tx, actor, body }) => planSlots(tx, actor, body))
    serve(app, api.changeSlot, ({ tx, actor, params, body }) =>
      commands.changeSlot(tx, actor, params.id, body),
    )
    serve(app, api.swapMembers, ({ tx, actor, params, body }) =>
      commands.swapMembers(tx, actor, params.id, body),
    )
    serve(app, api.stepSlot, ({ tx, actor, params, body }) => commands.stepSlot(tx, actor, params.id, body))
    serve(app, figuresApi.getServed, ({ tx, actor, query }) => getServed(tx, actor, query), {
      snapshot: true,
    })
    serve(app, figuresApi.listServed, ({ tx, actor, query }) => listServed(tx, actor, query), {
      snapshot: true,
    })
  },
}
