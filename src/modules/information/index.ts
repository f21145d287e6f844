export { informationDescribed, reportAssignable } from './assignable.ts'
export { informationMeasures } from './measures.ts'
