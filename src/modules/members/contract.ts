export * from './contract/directory.ts'
export * from './contract/imports.ts'
export * from './contract/likenesses.ts'
export * from './contract/mandates.ts'
