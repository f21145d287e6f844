export { StateMark, Mark, Bridge, type StateKind } from '../marks.tsx'
export { Icon, type IconName } from '../icons.tsx'
export { Scene } from '../scenes.tsx'
export { Seal } from '../seals.tsx'
export { Status } from '../status.tsx'
export { Timeline, pastMoments, type Moment } from '../timeline.tsx'
export { Empty, ErrorNote, Result } from '../notes.tsx'
export { Facts, type Fact } from '../facts.tsx'
export { Figure } from '../figure.tsx'
export { asDay, asDayTime, asTime, asWeekday, inThousands } from '../words.ts'
export { Form } from '../form/form.tsx'
export { dropDraft, setDraftOwner } from '../form/draft.ts'
export { useTyped } from '../form/store.ts'
export { failureOf, type Failure } from '../form/failure.ts'
export {
  DateField,
  DateTimeField,
  HiddenField,
  NumberField,
  SelectField,
  TextArea,
  TextField,
  TimeField,
  type Option,
} from '../form/fields.tsx'
export { Check, CheckGroup, RadioGroup } from '../form/choices.tsx'
export { LinesField } from '../form/lines.tsx'
export { FileField, Shots, noSecrets, type Upload } from '../form/files.tsx'
export { ThemeProvider } from './theme.tsx'
export { Shell, type NavGroup, type NavItem } from './shell.tsx'
export { PageHead, Tabs, usePageTitle, type Crumb, type Tab } from './page-head.tsx'
export { Ask, Sentence } from './sentence.tsx'
export { Button, Pressed, PrintButton, RowButton, StepButton } from './buttons.tsx'
export { StepBar, type StepWords } from './step-bar.tsx'
export { DataTable } from './data-table.tsx'
export type { Column, Sort } from './table-column.ts'
export type { Paging } from './pager.tsx'
export { FilterBar, SearchBox, Select, Switch } from './filter-bar.tsx'
export { Drawer, SumUp } from './drawer.tsx'
export { Confirm } from './confirm.tsx'
export { LongWork } from './long-work.tsx'
export { SearchSelect } from './search-select.tsx'
export { Popup } from './popup.tsx'
export { ColumnHead, Correction, Dock, Said, Section, Under } from './sheet-parts.tsx'
export { Case, Desk, type Waiting } from './desk.tsx'
