import type { Sheet as AnySheet, SheetForm } from '../../../platform/importing/index.ts'
import type { MemberChoices } from '../contract/directory.ts'
import type { ImportRow } from './rows.ts'

/** What a sheet of members may choose from. */
export interface Form extends SheetForm {
  choices: Omit<MemberChoices, 'mayEdit'>
}

export type Sheet = AnySheet<Form, ImportRow>
