export { rebuildReach } from './reach.ts'
export { seedOrganisations } from './seed.ts'
export {
  type Level,
  type NewUnit,
  type Unit,
  type UnitKind,
  addUnit,
  changeGuide,
  closeUnit,
  findUnitByCode,
  getUnit,
  listUnits,
  unitIdOf,
} from './units.ts'
export { type VenueUnit, addVenueUnits, openUnit, renameUnit } from './openings.ts'
