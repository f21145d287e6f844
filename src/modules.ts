import type { Module } from './platform/module.ts'
import { todosModule } from './platform/todo-routes.ts'
import { campaignsModule } from './modules/campaigns/routes.ts'
import { ledgerModule } from './modules/ledger/routes.ts'

/** The modules in order: a later one may use an earlier one's door, never the reverse. */
export const modules: Module[] = [todosModule, campaignsModule, ledgerModule]
