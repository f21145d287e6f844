export { StateMark, Mark, Bridge, type StateKind } from '../marks.tsx'
export { Icon, type IconName } from '../icons.tsx'
export { Seal } from '../seals.tsx'
export { Status } from '../status.tsx'
export { Timeline, pastMoments, type Moment } from '../timeline.tsx'
export { Empty, ErrorNote, Result } from '../notes.tsx'
export { Facts, type Fact } from '../facts.tsx'
export { Figure } from '../figure.tsx'
export { asDay, asDayTime, asTime, asWeekday, inThousands } from '../words.ts'
export { Form } from '../form/form.tsx'
export { setDraftOwner } from '../form/draft.ts'
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
export { applyElder, ElderToggle, useElder } from './elder.tsx'
export { Bar, Page, Part, Tabs, Top, type Place } from './page.tsx'
export { Btn, Btns, OtherWay } from './buttons.tsx'
export { Counts, Duties, People, Rundown, TodoList, type Duty, type Todo } from './lists.tsx'
export { Queue, type Queued } from './queue.tsx'
export { CheckIn } from './check-in.tsx'
