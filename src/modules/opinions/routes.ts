import { serve, serveAnyone } from '../../platform/http.ts'
import { getTemplate, previewImport, startImport, uploadSheet } from '../../platform/importing/index.ts'
import type { Module } from '../../platform/module.ts'
import { page } from '../../platform/page.tsx'
import { siteOf } from '../../platform/site.ts'
import { opinionFiles } from './access.ts'
import { invalidateMany, previewInvalid } from './care.ts'
import { opinionJobs } from './clock.ts'
import * as codes from './codes.ts'
import { stepItem } from './commands.ts'
import * as api from './contract.ts'
import { handlers } from './contract/policies.ts'
import { addScan, fileItem, takeDown } from './entry.ts'
import type { Derivation } from './derivation.ts'
import { eraseSpeaker, previewErasure } from './erasure.ts'
import { exportItems } from './export.ts'
import { exportFigureRecords, exportOpinionFigures } from './figures/export.ts'
import { getOpinionFigures, openFigure } from './figures/queries.ts'
import { opinionImport, opinionImportWorker } from './importing/work.ts'
import { getTrackedPicture } from './intake/track.ts'
import { findLike } from './like.ts'
import { deedProcess, opinionProcess } from './process.ts'
import { countQueue, getItem, listItems } from './queries.ts'
import { recordItems } from './record.ts'
import { blankFormPage } from './slips/blank-form.tsx'
import { issueSlips } from './slips/issue.ts'
import { slipsPage } from './slips/print.tsx'

/** `derivations` are what later modules make from opinions, so that erasure reaches it. */
export const opinionsModule = (derivations: readonly Derivation[]): Module => ({
  name: 'opinions',
  processes: [opinionProcess, deedProcess],
  together: [{ process: opinionProcess, endpoint: api.stepItem, take: stepItem }],
  files: [opinionFiles],
  jobs: opinionJobs,
  sealed: [
    {
      table: 'opinion_speakers',
      id: 'opinion_id',
      columns: ['name_sealed', 'phone_sealed', 'place_sealed'],
    },
  ],
  runs: [opinionImportWorker],
  routes: (app) => {
    serve(app, api.recordItems, ({ tx, actor, body }) => recordItems(tx, actor, body))
    serve(app, api.listItems, ({ tx, actor, query }) => listItems(tx, actor, query), { snapshot: true })
    serve(app, api.countQueue, ({ tx, actor, query }) => countQueue(tx, actor, query.about))
    serve(app, api.exportItems, ({ tx, actor, query }) => exportItems(tx, actor, query), { snapshot: true })
    serve(app, api.findLike, async ({ tx, actor, query }) => ({
      rows: await findLike(tx, actor, { words: query.words }),
    }))
    serve(app, api.takeDown, ({ tx, actor, house, body }) => takeDown(tx, actor, house, body))
    serve(app, api.issueSlips, ({ tx, actor, house, body }) => issueSlips(tx, actor, house, body))
    page(app, '/print/opinion-slips/:id', handlers, slipsPage)
    page(app, '/print/opinion-form/:id', handlers, blankFormPage)
    serveAnyone(app, api.getTrackedPicture, ({ tx, house, params, query }) =>
      getTrackedPicture(tx, house, { ...params, ...query }),
    )
    serve(app, api.addScan, ({ tx, actor, house, params, body, upload }) =>
      addScan(tx, actor, house, params.id, { ...body, upload }),
    )
    serve(app, api.fileItem, ({ tx, actor, params, body }) => fileItem(tx, actor, params.id, body))
    serve(
      app,
      api.previewErasure,
      ({ tx, actor, house, params, query }) =>
        previewErasure(tx, actor, house, derivations, { id: params.id, alsoWords: query.alsoWords === '1' }),
      { snapshot: true },
    )
    serve(app, api.eraseSpeaker, ({ tx, actor, house, params, body }) =>
      eraseSpeaker(tx, actor, house, derivations, { id: params.id, ...body }),
    )
    serve(app, api.previewInvalid, ({ tx, actor, body }) => previewInvalid(tx, actor, body))
    serve(app, api.invalidateMany, ({ tx, actor, body }) => invalidateMany(tx, actor, body))
    serve(app, api.getItem, ({ tx, actor, house, params }) => getItem(tx, actor, house, params.id), {
      snapshot: true,
    })
    serve(app, api.stepItem, ({ tx, actor, params, body }) => stepItem(tx, actor, params.id, body))
    serve(app, api.opinionImports.template, ({ tx, actor, query }) =>
      getTemplate(tx, actor, opinionImport, query.committeeId),
    )
    serve(app, api.opinionImports.upload, ({ tx, actor, house, upload, body }) =>
      uploadSheet(tx, actor, house, opinionImport, upload, body.committeeId),
    )
    serve(app, api.opinionImports.preview, async ({ actor, house, params }) => {
      const { preview } = await previewImport(house, actor, opinionImport, params.id)
      return preview
    })
    serve(app, api.opinionImports.run, ({ tx, actor, params, body }) =>
      startImport(tx, actor, opinionImport, params.id, body),
    )

    serve(app, api.getOpinionFigures, ({ tx, actor, query }) => getOpinionFigures(tx, actor, query), {
      snapshot: true,
    })
    serve(app, api.openFigure, ({ tx, actor, query }) => openFigure(tx, actor, query), { snapshot: true })
    serve(app, api.exportOpinionFigures, ({ tx, actor, query }) => exportOpinionFigures(tx, actor, query), {
      snapshot: true,
    })
    serve(app, api.exportFigureRecords, ({ tx, actor, query }) => exportFigureRecords(tx, actor, query), {
      snapshot: true,
    })

    serve(app, api.listCodes, ({ tx, actor, query }) => codes.listCodes(tx, actor, query))
    serve(app, api.makeCode, ({ tx, actor, body, house, request }) =>
      codes.makeCode(tx, actor, body, siteOf(house, request)),
    )
    serve(app, api.makeMemberCodes, ({ tx, actor, body }) =>
      codes.makeMemberCodes(tx, actor, body.committeeId),
    )
    serve(app, api.retireCode, ({ tx, actor, params, body }) =>
      codes.retireCode(tx, actor, params.token, body.successor),
    )
    serve(app, api.getPoster, ({ tx, actor, params, house, request }) =>
      codes.getPoster(tx, actor, params.token, siteOf(house, request)),
    )
    serve(app, api.getMyCode, ({ tx, actor, house, request }) =>
      codes.listMyCodes(tx, actor, siteOf(house, request)),
    )
  },
})
