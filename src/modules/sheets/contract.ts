export * from './contract/cell.ts'
export * from './contract/exports.ts'
export * from './contract/returns.ts'
export * from './contract/sheet.ts'
