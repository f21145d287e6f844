import { serve } from './http.ts'
import { forgetOldAnswers } from './idempotency.ts'
import type { Module } from './module.ts'
import * as api from './todos-contract.ts'
import { listTodos } from './todos.ts'

export const todosModule: Module = {
  name: 'todos',
  jobs: [
    {
      name: 'idempotency.forget',
      cron: '17 19 * * *',
      work: (house) => forgetOldAnswers(house.db, house.clock()),
    },
  ],
  routes: (app) => {
    serve(app, api.listTodos, ({ tx, actor, query }) => listTodos(tx, actor, query), { polled: true })
  },
}
