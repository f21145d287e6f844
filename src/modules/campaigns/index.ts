export { visibleTo as campaignVisibleTo } from './access.ts'
export { type VenueAsk, type VenueMatter, askVenues, isAskedOf, venuesDid } from './venue-asks.ts'
export { type CampaignStep, type Follower } from './followers.ts'
export { daysBetween, mediaTypeOf, monthDay, movedDates } from './rules.ts'
