/** Official documents (.docx) after GB/T 9704. */
export { documentDay, gongwen } from './figures.ts'
export { type OfficialDocument, writeDocument } from './write.ts'
