import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import { page } from '../../platform/page.tsx'
import { anyone } from '../../platform/policy.ts'
import { uploadAttachment } from './attachments.ts'
import { getBlankForm, readForm } from './blank-form.ts'
import * as api from './contract.ts'
import { readers } from './contract/sheet.ts'
import * as corrections from './corrections.ts'
import { getCell } from './drill.ts'
import * as exports from './export.ts'
import { exportWorker, startExport } from './export-all.ts'
import { keepFilings } from './filings.ts'
import { mayReadEvidence, mayReadReturnFile } from './file-rules.ts'
import { getLaterRecords } from './later.ts'
import * as lists from './lists.ts'
import { fileForOther } from './manual.ts'
import { correctionProcess, filingProcess, returnProcess } from './process.ts'
import { printPage, verifyPage } from './public.tsx'
import { getReturn } from './returns.ts'
import { stepReturn } from './seal.ts'
import { explainCheck, getSheet } from './sheet.ts'
import { inOneSnapshot, submitReturn } from './submit.ts'
import { sheetVerifications } from './verification.ts'

const snapshot = { snapshot: true }

export const sheetsModule: Module = {
  name: 'sheets',
  processes: [correctionProcess, returnProcess, filingProcess],
  jobs: [{ name: 'sheets.filings', work: (house) => keepFilings(house), cron: '*/10 * * * *' }],
  runs: [exportWorker],
  verifications: sheetVerifications,
  files: [
    { ownerType: 'correction', mayRead: mayReadEvidence },
    { ownerType: 'return', mayRead: mayReadReturnFile },
  ],
  routes: (app) => {
    serve(app, api.listSheets, ({ tx, actor, query }) => lists.listSheets(tx, actor, query), snapshot)
    serve(
      app,
      api.getSheet,
      ({ tx, actor, params, query, house }) => getSheet(tx, actor, { ...params, ...query }, house.db),
      snapshot,
    )
    serve(
      app,
      api.getCell,
      ({ tx, actor, params, query }) => getCell(tx, actor, { ...params, ...query }),
      snapshot,
    )
    serve(
      app,
      api.exportCell,
      ({ tx, actor, params, query }) => exports.exportCell(tx, actor, { ...params, ...query }),
      snapshot,
    )
    serve(
      app,
      api.exportSheet,
      ({ tx, actor, params, query }) => exports.exportSheet(tx, actor, { ...params, ...query }),
      snapshot,
    )
    serve(
      app,
      api.exportRecords,
      ({ tx, actor, params, query }) => exports.exportRecords(tx, actor, { ...params, ...query }),
      snapshot,
    )
    serve(app, api.exportAll, ({ tx, actor, params, body }) => startExport(tx, actor, params, body))
    serve(app, api.explainCheck, ({ tx, actor, params, body }) => explainCheck(tx, actor, params, body))
    serve(app, api.uploadAttachment, ({ tx, actor, house, body, upload }) =>
      uploadAttachment(tx, actor, house, body, upload),
    )
    serve(app, api.addCorrection, ({ tx, actor, body }) => corrections.addCorrection(tx, actor, body))
    serve(app, api.stepCorrection, ({ tx, actor, params, body }) =>
      corrections.stepCorrection(tx, actor, params.id, body),
    )
    serve(
      app,
      api.listReceived,
      ({ tx, actor, params }) => lists.listReceived(tx, actor, params.campaignId, params.unitId),
      snapshot,
    )
    serve(app, api.submitReturn, async ({ tx, actor, body }) => {
      await inOneSnapshot(tx)
      return submitReturn(tx, actor, body)
    })
    serve(
      app,
      api.getBlankForm,
      ({ tx, actor, params }) => getBlankForm(tx, actor, params.campaignId, params.unitId),
      snapshot,
    )
    serve(app, api.readForm, ({ tx, actor, params, upload }) => readForm(tx, actor, params, upload))
    serve(app, api.fileForOther, ({ tx, actor, house, body, upload }) =>
      fileForOther(tx, actor, house, body, upload),
    )
    serve(app, api.getReturn, ({ tx, actor, params }) => getReturn(tx, actor, params.id), snapshot)
    serve(
      app,
      api.getLaterRecords,
      ({ tx, actor, params, query }) => getLaterRecords(tx, actor, params.id, query),
      snapshot,
    )
    serve(app, api.stepReturn, ({ tx, actor, params, body }) => stepReturn(tx, actor, params.id, body))
    page(app, '/staff/sheets/:campaignId/:unitId/print', readers, printPage)
    page(app, '/verify', anyone, verifyPage)
    page(app, '/verify/:code', anyone, verifyPage)
  },
}
