export { type NewVenue, seedVenues } from './add.ts'
export { studioKindLabel, venueKindLabel, venueKinds } from './rules.ts'
export { type OpenPerson, type OpenVenue, followCode, listOpenPeople, listOpenVenues } from './open-face.ts'
