import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import * as api from './contract.ts'
import * as list from './list.ts'

export const guardedWordsModule: Module = {
  name: 'guarded-words',
  routes: (app) => {
    serve(app, api.listGuardedWords, ({ tx, actor, query }) => list.listGuardedWords(tx, actor, query))
    serve(app, api.addGuardedWord, ({ tx, actor, body }) => list.addGuardedWord(tx, actor, body))
    serve(app, api.dropGuardedWord, ({ tx, actor, params }) => list.dropGuardedWord(tx, actor, params.id))
    serve(app, api.restoreGuardedWord, ({ tx, actor, params }) =>
      list.restoreGuardedWord(tx, actor, params.id),
    )
  },
}
