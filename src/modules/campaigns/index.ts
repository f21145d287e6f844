export { visibleTo as campaignVisibleTo } from './access.ts'
export { type VenueAsk, type VenueMatter, askVenues, venuesDid } from './venue-asks.ts'
