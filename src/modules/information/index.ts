export { informationDescribed, reportAssignable } from './assignable.ts'
export { informationsDerived, reportsDerived } from './derived.ts'
export { informationMeasures } from './measures.ts'
