export {
  type Item,
  type ItemInFull,
  type LikeItem,
  ItemKind,
  QueueTab,
  countQueue,
  exportItems,
  getItem,
  listItems,
  stepItem,
} from './contract/items.ts'
export { NewItems, TakenDown, addScan, fileItem, findLike, recordItems, takeDown } from './contract/entry.ts'
export { BulkFilter, eraseSpeaker, invalidateMany, previewErasure, previewInvalid } from './contract/care.ts'
export {
  type IntakeCode,
  CodeKind,
  getMyCode,
  getPoster,
  listCodes,
  makeCode,
  makeMemberCodes,
  retireCode,
} from './contract/codes.ts'
export {
  type FigureAsked,
  type FigureOpened,
  type OpinionFigureRow,
  type OpinionFigures,
  FigureBy,
  exportFigureRecords,
  exportOpinionFigures,
  getOpinionFigures,
  openFigure,
} from './contract/figures.ts'
export { getTrackedPicture } from './contract/tracking.ts'
export { issueSlips } from './contract/slips.ts'
export { opinionImports } from './contract/imports.ts'
