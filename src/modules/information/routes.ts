import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import * as api from './contract.ts'
import { informationDocument, reportDocument } from './documents.ts'
import { getFigures, listFigureRecords } from './figures.ts'
import * as commands from './informations/commands.ts'
import * as queries from './informations/queries.ts'
import * as steps from './informations/steps.ts'
import { informationProcess, reportProcess } from './process.ts'
import * as reports from './reports/commands.ts'
import * as written from './reports/queries.ts'

const snapshot = { snapshot: true }

export const informationModule: Module = {
  name: 'information',
  processes: [informationProcess, reportProcess],
  routes: (app) => {
    serve(
      app,
      api.listInformations,
      ({ tx, actor, query }) => queries.listInformations(tx, actor, query),
      snapshot,
    )
    serve(
      app,
      api.exportInformations,
      ({ tx, actor, query }) => queries.exportInformations(tx, actor, query),
      snapshot,
    )
    serve(app, api.getFigures, ({ tx, actor, query }) => getFigures(tx, actor, query), snapshot)
    serve(app, api.listFigureRecords, ({ tx, actor, query }) => listFigureRecords(tx, actor, query), snapshot)
    serve(
      app,
      api.getInformation,
      ({ tx, actor, params }) => queries.getInformation(tx, actor, params.id),
      snapshot,
    )
    serve(
      app,
      api.getDocument,
      ({ tx, actor, params }) => informationDocument(tx, actor, params.id),
      snapshot,
    )
    serve(app, api.draftInformation, ({ tx, actor, body }) => commands.draftInformation(tx, actor, body))
    serve(app, api.saveInformation, ({ tx, actor, params, body }) =>
      commands.saveInformation(tx, actor, params.id, body),
    )
    serve(app, api.setCredits, ({ tx, actor, params, body }) =>
      commands.setCredits(tx, actor, params.id, body.credits),
    )
    serve(app, api.addSources, ({ tx, actor, params, body }) =>
      commands.addSources(tx, actor, params.id, body.leadIds),
    )
    serve(app, api.removeSource, ({ tx, actor, params }) =>
      commands.removeSource(tx, actor, params.id, params.leadId),
    )
    serve(app, api.stepInformation, ({ tx, actor, params, body }) =>
      steps.stepInformation(tx, actor, params.id, body),
    )
    serve(app, api.noteAdoption, ({ tx, actor, params, body }) =>
      steps.noteAdoption(tx, actor, params.id, body),
    )
    serve(app, api.withdrawAdoption, ({ tx, actor, params }) =>
      steps.withdrawAdoption(tx, actor, params.id, params.adoptionId),
    )
    serve(app, api.listReports, ({ tx, actor, query }) => written.listReports(tx, actor, query), snapshot)
    serve(app, api.getReport, ({ tx, actor, params }) => written.getReport(tx, actor, params.id), snapshot)
    serve(
      app,
      api.getReportDocument,
      ({ tx, actor, params }) => reportDocument(tx, actor, params.id),
      snapshot,
    )
    serve(app, api.draftReport, ({ tx, actor, body }) => reports.draftReport(tx, actor, body))
    serve(app, api.saveReport, ({ tx, actor, params, body }) =>
      reports.saveReport(tx, actor, params.id, body),
    )
    serve(app, api.stepReport, ({ tx, actor, params, body }) =>
      reports.stepReport(tx, actor, params.id, body),
    )
  },
}
