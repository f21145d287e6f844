export { type OpenSlot, listOpenSlots } from './open-face.ts'
export { type Span, servedMeasures } from './measures.ts'
