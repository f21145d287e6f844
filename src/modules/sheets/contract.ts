export * from './contract/returns.ts'
export * from './contract/sheet.ts'
