import { importWorkerOf } from '../../../platform/importing/index.ts'
import { memberImport } from './importing.ts'

export const importWorker = importWorkerOf(memberImport)
