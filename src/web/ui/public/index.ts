export { StateMark, Mark, Bridge, type StateKind } from '../marks.tsx'
export { Icon, type IconName } from '../icons.tsx'
export { Scene, type SceneName } from '../scenes.tsx'
export { Seal } from '../seals.tsx'
export { Status } from '../status.tsx'
export { Timeline, pastMoments, type Moment } from '../timeline.tsx'
export { Empty, ErrorNote } from '../notes.tsx'
export { Facts, type Fact } from '../facts.tsx'
export { asDay, asDayTime, asTime, asWeekday, inThousands } from '../words.ts'
export { Layout, type Committee } from './layout.tsx'
export { Picture } from './picture.tsx'
export {
  Actions,
  Code,
  Cover,
  Events,
  NextDuty,
  Part,
  People,
  Posts,
  type Person,
  type PublicEvent,
  type PublicPost,
} from './parts.tsx'
export { Choose, Line, Lines, Photos, Problems, Submit, type PublicProblem } from './fields.tsx'
export { Answer, OtherWays, Slip } from './slip.tsx'
export { draftScript, forgetKeptScript, readAloudScript } from './scripts.ts'
export { stylesheetHref } from './stylesheet.ts'
export { PrintSheet, type SheetColumn, type SheetRow } from './print.tsx'
export { Kept } from './kept.tsx'
