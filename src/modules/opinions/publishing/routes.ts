import { serve } from '../../../platform/http.ts'
import type { Module } from '../../../platform/module.ts'
import * as commands from './commands.ts'
import * as api from './contract.ts'
import { answerProcess } from './process.ts'
import * as queries from './queries.ts'

export const publishingModule: Module = {
  name: 'answers',
  processes: [answerProcess],
  routes: (app) => {
    serve(app, api.listAnswers, ({ tx, actor, query }) => queries.listAnswers(tx, actor, query))
    serve(app, api.getAnswer, ({ tx, actor, params }) => queries.getAnswer(tx, actor, params.id), {
      snapshot: true,
    })
    serve(app, api.getAnswerOf, ({ tx, actor, params }) => queries.getAnswerOf(tx, actor, params.id))
    serve(app, api.checkAnswer, async ({ tx, actor, house, body: { opinionId, ...fields } }) => ({
      findings: await commands.checkAnswer(tx, actor, house, opinionId, fields),
    }))
    serve(app, api.draftAnswer, ({ tx, actor, house, body }) => commands.draftAnswer(tx, actor, house, body))
    serve(app, api.editAnswer, ({ tx, actor, house, params, body }) =>
      commands.editAnswer(tx, actor, house, params.id, body),
    )
    serve(app, api.stepAnswer, ({ tx, actor, params, body }) =>
      commands.stepAnswer(tx, actor, params.id, body),
    )
  },
}
