export { type Head, findHead, keepHead, keptHeads } from './heads.ts'
export { noMarks, sealOnce } from './seal.ts'
export { type Sealer, startSealer } from './sealer.ts'
export { type Verdict, verifySeals, verifyWithin } from './verify.ts'
