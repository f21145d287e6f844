import { serve } from './http.ts'
import type { Module } from './module.ts'
import * as api from './todos-contract.ts'
import { listTodos } from './todos.ts'

export const todosModule: Module = {
  name: 'todos',
  routes: (app) => {
    serve(app, api.listTodos, ({ tx, actor, query }) => listTodos(tx, actor, query))
  },
}
