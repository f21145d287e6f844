/** Official documents (.docx) after GB/T 9704. */
export { gongwen } from './figures.ts'
export { type OfficialDocument, writeDocument } from './write.ts'
