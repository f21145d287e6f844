import { serve } from '../../platform/http.ts'
import { getTemplate, startImport, uploadSheet } from '../../platform/importing/index.ts'
import type { Module } from '../../platform/module.ts'
import { getMemberChoices } from './choices.ts'
import * as api from './contract.ts'
import * as directory from './directory.ts'
import { exportMembers, exportWorker, startMemberExport } from './export.ts'
import { memberImport } from './importing/importing.ts'
import { previewMembers } from './importing/preview.ts'
import { importWorker } from './importing/work.ts'
import * as likenesses from './likenesses.ts'
import * as mandates from './mandates.ts'
import * as people from './people.ts'
import { likenessProcess } from './process.ts'
import { getMember } from './queries.ts'

const imports = api.memberImports

export const membersModule: Module = {
  name: 'members',
  processes: [likenessProcess],
  sealed: [{ table: 'people', id: 'id', columns: ['phone_sealed'] }],
  runs: [importWorker, exportWorker],
  routes: (app) => {
    serve(app, api.listMembers, ({ tx, actor, house, query }) =>
      directory.listMembers(tx, actor, house, query),
    )
    serve(app, api.exportMembers, ({ tx, actor, house, query }) => exportMembers(tx, actor, house, query))
    serve(app, api.startMemberExport, ({ tx, actor, body }) => startMemberExport(tx, actor, body))
    serve(app, api.countMembers, ({ tx, actor, query }) => directory.countMembers(tx, actor, query))
    serve(app, api.getMemberChoices, ({ tx, actor, query }) => getMemberChoices(tx, actor, query.committeeId))
    serve(app, imports.template, ({ tx, actor, query }) =>
      getTemplate(tx, actor, memberImport, query.committeeId),
    )
    serve(app, imports.upload, ({ tx, actor, house, upload, body }) =>
      uploadSheet(tx, actor, house, memberImport, upload, body.committeeId),
    )
    serve(app, imports.preview, ({ actor, house, params }) => previewMembers(house, actor, params.id))
    serve(app, imports.run, ({ tx, actor, params, body }) =>
      startImport(tx, actor, memberImport, params.id, body),
    )
    serve(app, api.getMember, ({ tx, actor, house, params }) => getMember(tx, actor, house, params.id), {
      snapshot: true,
    })
    serve(app, api.addMember, ({ tx, actor, house, body }) => people.addMember(tx, actor, house, body))
    serve(app, api.editPerson, ({ tx, actor, house, params, body }) =>
      people.editPerson(tx, actor, house, params.id, body),
    )
    serve(app, api.addMandate, ({ tx, actor, params, body }) =>
      mandates.addMandate(tx, actor, params.id, body),
    )
    serve(app, api.editMandate, ({ tx, actor, params, body }) =>
      mandates.editMandate(tx, actor, params.id, body),
    )
    serve(app, api.listLikenesses, ({ tx, actor, query }) => likenesses.listLikenesses(tx, actor, query))
    serve(app, api.getLikeness, ({ tx, actor, params }) => likenesses.getLikeness(tx, actor, params.id), {
      snapshot: true,
    })
    serve(app, api.pointOutLikeness, ({ tx, actor, body }) => likenesses.pointOutLikeness(tx, actor, body))
    serve(app, api.stepLikeness, ({ tx, actor, params, body }) =>
      likenesses.stepLikeness(tx, actor, params.id, body),
    )
  },
}
