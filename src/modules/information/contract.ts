export * from './contract/figures.ts'
export * from './contract/informations.ts'
export * from './contract/reports.ts'
