import { getTemplate, previewImport, startImport, uploadSheet } from '../../platform/importing/index.ts'
import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import { page } from '../../platform/page.tsx'
import { allow } from '../../platform/policy.ts'
import { siteOf } from '../../platform/site.ts'
import * as commands from './commands.ts'
import * as api from './contract.ts'
import { exportVenues, exportWorker, startVenueExport } from './export.ts'
import { venueImports } from './import-contract.ts'
import { importWorker, venueImport } from './importing/work.ts'
import * as people from './people.ts'
import * as peopleApi from './people-contract.ts'
import { getPoster } from './poster.ts'
import { postersPage } from './print.tsx'
import { venueProcess } from './process.ts'
import * as queries from './queries.ts'

const printing = allow({ office: 'committee', convener: 'venue', special_committee: 'committee' })

export const venuesModule: Module = {
  name: 'venues',
  processes: [venueProcess],
  runs: [importWorker, exportWorker],
  routes: (app) => {
    serve(app, api.listVenues, ({ tx, actor, query }) => queries.listVenues(tx, actor, query))
    serve(app, api.exportVenues, ({ tx, actor, query }) => exportVenues(tx, actor, query))
    serve(app, api.startVenueExport, ({ tx, actor, body }) => startVenueExport(tx, actor, body))
    serve(app, api.listGuides, ({ tx, actor, query }) => queries.listGuides(tx, actor, query.committeeId))
    serve(app, api.listMyVenues, ({ tx, actor }) => queries.listMyVenues(tx, actor))
    serve(app, api.getVenue, ({ tx, actor, params }) => queries.getVenue(tx, actor, params.id), {
      snapshot: true,
    })
    serve(app, api.createVenue, ({ tx, actor, body }) => commands.createVenue(tx, actor, body))
    serve(app, api.editVenue, ({ tx, actor, params, body }) => commands.editVenue(tx, actor, params.id, body))
    serve(app, api.editVenuePage, ({ tx, actor, params, body }) =>
      commands.editVenuePage(tx, actor, params.id, body),
    )
    serve(app, api.stepVenue, ({ tx, actor, params, body }) => commands.stepVenue(tx, actor, params.id, body))
    serve(app, peopleApi.findCandidates, ({ tx, actor, params, query }) =>
      people.findCandidates(tx, actor, params.id, query.search),
    )
    serve(app, peopleApi.changeVenueGuide, ({ tx, actor, params, body }) =>
      people.changeVenueGuide(tx, actor, params.id, body),
    )
    serve(app, peopleApi.changeConvener, ({ tx, actor, params, body }) =>
      people.changeConvener(tx, actor, params.id, body),
    )
    serve(app, peopleApi.addResident, ({ tx, actor, params, body }) =>
      people.addResident(tx, actor, params.id, body),
    )
    serve(app, peopleApi.endResidency, ({ tx, actor, params, body }) =>
      people.endResidency(tx, actor, params.id, params.residencyId, body.on),
    )
    serve(app, peopleApi.flagLeader, ({ tx, actor, params, body }) =>
      people.flagLeader(tx, actor, params.id, params.residencyId, body.isLeader),
    )
    serve(app, peopleApi.renewCode, ({ tx, actor, params, body }) =>
      people.renewCode(tx, actor, params.id, body.old),
    )
    serve(app, peopleApi.getPoster, ({ tx, actor, params, house, request }) =>
      getPoster(tx, actor, params.id, siteOf(house, request)),
    )
    serve(app, venueImports.template, ({ tx, actor, query }) =>
      getTemplate(tx, actor, venueImport, query.committeeId),
    )
    serve(app, venueImports.upload, ({ tx, actor, house, upload, body }) =>
      uploadSheet(tx, actor, house, venueImport, upload, body.committeeId),
    )
    serve(app, venueImports.preview, async ({ actor, house, params }) => {
      const { preview } = await previewImport(house, actor, venueImport, params.id)
      return preview
    })
    serve(app, venueImports.run, ({ tx, actor, params, body }) =>
      startImport(tx, actor, venueImport, params.id, body),
    )
    page(app, '/print/venues', printing, postersPage)
    page(app, '/print/venues/:id', printing, postersPage)
  },
}
