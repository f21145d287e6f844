/** Who writes a table: a module's folder, or the platform; `alsoBy` are exceptions, each with its reason beside it. */
interface Owner {
  folder: string
  alsoBy?: string[]
}

const owned: Record<string, string[]> = {
  platform: [
    'steps',
    'remarks',
    'audit',
    'seals',
    'sealed_rows',
    'todos',
    'idempotency',
    'rate_counters',
    'files',
    'runs',
    'settings',
    'calendar_days',
    'notices',
    'outbox',
    'tellings',
    'told_again',
    'text_choices',
    'texted',
    'schema_migrations',
  ],
  organisations: [
    'divisions',
    'units',
    'belongings',
    'guidances',
    'unit_reach',
    'figure_reach',
    'terms',
    'dictionary_entries',
  ],
  members: ['people', 'mandates', 'likenesses'],
  accounts: [
    'accounts',
    'grants',
    'administrators',
    'sessions',
    'one_time_codes',
    'sign_in_tries',
    'sign_in_rules',
    'address_rules',
  ],
  campaigns: ['campaigns', 'campaign_kinds', 'campaign_committees'],
  ledger: ['duties'],
  'guarded-words': ['guarded_words', 'guarded_words_off'],
  venues: ['venues', 'convenings', 'residencies', 'venue_codes'],
  activities: [
    'activities',
    'activity_hosts',
    'activity_kinds',
    'sign_ups',
    'attendances',
    'leaves',
    'own_activities',
    'own_activity_kinds',
    'own_activity_versions',
  ],
  assignments: ['assignments', 'extensions', 'replies', 'ratings', 'directives'],
  opinions: [
    'opinions',
    'opinion_venues',
    'deeds',
    'deed_venues',
    'opinion_speakers',
    'intake_codes',
    'receipt_counters',
    'leads',
    'lead_outcomes',
    'opinion_clocks',
    'opinion_slips',
    'public_answers',
  ],
  information: ['informations', 'information_credits', 'adoptions', 'issue_counters', 'reports'],
  rosters: ['duty_slots', 'duty_slot_venues', 'duty_slot_members'],
  posts: ['posts', 'post_pictures'],
  'activity-day': ['chain_documents', 'reminders', 'reminded', 'coverage'],
  sheets: [
    'corrections',
    'check_explanations',
    'filings',
    'returns',
    'return_rows',
    'return_cells',
    'return_lines',
    'return_checks',
  ],
}

/** A colleague is a person before any mandate: accounts records one. What codes left in the outbox ages out with them. */
const exceptions: Record<string, string[]> = { people: ['accounts'], outbox: ['accounts'] }

export const tables: string[] = Object.values(owned).flat()

/** The owner of a table; undefined for a word that is no table. */
export const ownerOf = (table: string): Owner | undefined => {
  const folder = Object.keys(owned).find((name) => owned[name]?.includes(table))
  return folder ? { folder, alsoBy: exceptions[table] } : undefined
}
