export { type NewVenue, seedVenues } from './add.ts'
export { studioKindLabel, venueKindLabel, venueKinds } from './rules.ts'
