/** Every address in the site is a function here; pages never write one by hand. */
export const staff = {
  home: () => '/staff',
  todos: () => '/staff/todos',
  campaigns: () => '/staff/campaigns',
  newCampaign: () => '/staff/campaigns/new',
  campaign: (id: string) => `/staff/campaigns/${id}`,
  editCampaign: (id: string) => `/staff/campaigns/${id}/edit`,
  receipts: (id: string) => `/staff/campaigns/${id}/receipts`,
  board: (id: string) => `/staff/campaigns/${id}/board`,
  chain: (id: string) => `/staff/campaigns/${id}/documents`,
  signIn: () => '/sign-in',
  mySessions: () => '/staff/me/sessions',
  accounts: () => '/staff/accounts',
  audit: () => '/staff/audit',
  members: () => '/staff/members',
  member: (id: string) => `/staff/members/${id}`,
  importMembers: () => '/staff/members/import',
  likenesses: () => '/staff/members/likenesses',
  venues: () => '/staff/venues',
  venue: (id: string) => `/staff/venues/${id}`,
  importVenues: () => '/staff/venues/import',
  posts: () => '/staff/posts',
  post: (id: string) => `/staff/posts/${id}`,
  activities: () => '/staff/activities',
  activity: (id: string) => `/staff/activities/${id}`,
  opinions: () => '/staff/opinions',
  opinion: (id: string) => `/staff/opinions/${id}`,
  sheets: () => '/staff/sheets',
}

export const member = {
  home: () => '/m',
  signIn: () => '/m/sign-in',
}

/** Sign-in that comes back to where one was. */
export const signInFor = (face: 'staff' | 'member', back: string): string =>
  `${face === 'staff' ? staff.signIn() : member.signIn()}?next=${encodeURIComponent(back)}`
