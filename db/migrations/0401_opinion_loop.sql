-- 群众意见：扫码反映、回执、反映人、分办、转化、公开。
alter table opinions alter column recorded_by drop not null;
alter table opinions add column about text not null default 'affairs' check (about in ('affairs', 'platform'));
alter table opinions add column title text;
alter table opinions add column number text;
alter table opinions add column query_digest bytea;
alter table opinions add column code_token text;
alter table opinions add column persons integer not null default 1 check (persons between 1 and 999);
alter table opinions add column handler_id uuid references people;
alter table opinions add column slot_id uuid;
alter table opinions add column collected_by text;
alter table opinions add column redirected_to text;
alter table opinions add column counted_from date;
alter table opinions add column due_days integer;
alter table opinions add column due_on date;
alter table opinions add column answered_at timestamptz;
alter table opinions add column tells_by_sms boolean not null default false;
alter table opinions add column search tsvector;
alter table opinions add column likeness integer[];
create unique index opinions_number on opinions (committee_id, number) where number is not null;
create index opinions_by_number on opinions (number) where number is not null;
create index opinions_by_state on opinions (committee_id, state, due_on, id);
create index opinions_search on opinions using gin (search);
create index opinions_likeness on opinions using gin (likeness);
create index opinions_by_handler on opinions (handler_id, state) where handler_id is not null;
create index opinions_merged on opinions (merged_into) where merged_into is not null;

create table opinion_speakers (
  opinion_id uuid primary key references opinions,
  committee_id uuid not null references units,
  name_sealed bytea,
  phone_sealed bytea,
  phone_digest bytea,
  place_sealed bytea,
  erased_at timestamptz
);
create index opinion_speakers_by_phone on opinion_speakers (phone_digest) where phone_digest is not null;

create table intake_codes (
  token text primary key,
  committee_id uuid not null references units,
  kind text not null check (kind in ('person', 'venue', 'activity', 'campaign', 'committee', 'platform')),
  person_id uuid references people,
  venue_id uuid references venues,
  activity_id uuid references activities,
  campaign_id uuid references campaigns,
  state text not null default 'open' check (state in ('open', 'redirects', 'revoked')),
  successor text references intake_codes,
  made_at timestamptz not null,
  made_by uuid references people,
  retired_at timestamptz,
  retired_by uuid references people,
  check ((state = 'redirects') = (successor is not null))
);
create unique index intake_codes_of_person on intake_codes (person_id, committee_id) where kind = 'person' and state = 'open';
create unique index intake_codes_of_venue on intake_codes (venue_id) where kind = 'venue' and state = 'open';
create unique index intake_codes_of_activity on intake_codes (activity_id) where kind = 'activity' and state = 'open';
create unique index intake_codes_of_campaign on intake_codes (campaign_id, committee_id) where kind = 'campaign' and state = 'open';
create unique index intake_codes_of_committee on intake_codes (committee_id, kind) where kind in ('committee', 'platform') and state = 'open';

create table receipt_counters (
  committee_id uuid not null references units,
  month text not null,
  last integer not null check (last > 0),
  primary key (committee_id, month)
);

create table leads (
  id uuid primary key,
  committee_id uuid not null references units,
  opinion_id uuid not null references opinions,
  kind text not null check (kind in ('information', 'suggestion', 'proposal', 'topic', 'report')),
  state text not null default 'pooled',
  target_type text,
  target_id uuid,
  made_by uuid not null references people,
  made_at timestamptz not null
);
create index leads_by_opinion on leads (opinion_id);
create index leads_by_pool on leads (committee_id, kind, state, made_at desc);
create index leads_by_target on leads (target_type, target_id) where target_id is not null;

create table public_answers (
  id uuid primary key,
  committee_id uuid not null references units,
  opinion_id uuid not null unique references opinions,
  venue_id uuid references venues,
  state text not null default 'drafted',
  title text not null check (char_length(title) between 1 and 60),
  question text not null check (char_length(question) between 1 and 2000),
  answer text not null check (char_length(answer) between 1 and 5000),
  category text,
  search tsvector not null,
  drafted_by uuid not null references people,
  drafted_at timestamptz not null,
  published_at timestamptz,
  version integer not null default 1
);
create index public_answers_open on public_answers (committee_id, published_at desc) where state = 'published';
create index public_answers_search on public_answers using gin (search);

comment on column opinions.recorded_by is 'who recorded it; null where the speaker wrote it';
comment on column opinions.words is 'what was said; "［已按本人要求删除］" once erased';
comment on column opinions.state is 'see process';
comment on column opinions.about is 'affairs 百姓的事, platform 对本平台的投诉建议';
comment on column opinions.title is 'one line for lists, set at triage; null is the beginning of the words';
comment on column opinions.number is 'receipt: month and sequence of the 政协, 2609-0147; null where nobody waits for an answer';
comment on column opinions.query_digest is 'keyed digest of number and query code; null with the number';
comment on column opinions.code_token is 'token of the printed code it came by, or null';
comment on column opinions.persons is 'persons who came with it, counted as served (人次)';
comment on column opinions.handler_id is 'member or convener who answers, or null';
comment on column opinions.slot_id is 'duty slot (轮值) in which it was heard, or null';
comment on column opinions.collected_by is 'who took the letter out of the box, or the call; null elsewhere';
comment on column opinions.redirected_to is 'right channel: petition, 110, 120, 12345, court, other; null elsewhere';
comment on column opinions.counted_from is 'day from which due_days are counted, itself not counted; null without a clock';
comment on column opinions.due_days is 'working days of the running clock; null without';
comment on column opinions.due_on is 'last day of what the state waits for; recomputed when the calendar changes';
comment on column opinions.answered_at is 'when an answer was last published, or it was refused, redirected';
comment on column opinions.tells_by_sms is 'the speaker left a phone to be told';
comment on column opinions.search is 'terms of title and words';
comment on column opinions.likeness is 'band hashes of the words, for finding like ones';
comment on column opinion_speakers.opinion_id is 'who spoke: at most one row an item, erasable';
comment on column opinion_speakers.committee_id is '政协 that keeps it';
comment on column opinion_speakers.name_sealed is 'sealed name, or null';
comment on column opinion_speakers.phone_sealed is 'sealed phone, or null';
comment on column opinion_speakers.phone_digest is 'blind index of the phone, or null';
comment on column opinion_speakers.place_sealed is 'sealed place of the matter as the speaker wrote it, or null';
comment on column opinion_speakers.erased_at is 'erased on the speaker''s word, or null';
comment on column intake_codes.token is 'opaque; printed';
comment on column intake_codes.committee_id is '政协 that receives what comes in';
comment on column intake_codes.kind is 'whose code; a venue''s printed token leads here too';
comment on column intake_codes.person_id is 'the member, for person';
comment on column intake_codes.venue_id is 'the venue, for venue; also where a person''s items go';
comment on column intake_codes.activity_id is 'for activity';
comment on column intake_codes.campaign_id is 'for campaign';
comment on column intake_codes.state is 'open; redirects to its successor; revoked';
comment on column intake_codes.successor is 'where a printed code leads now, after a change of term';
comment on column intake_codes.made_at is 'when';
comment on column intake_codes.made_by is 'who; null is by the system';
comment on column intake_codes.retired_at is 'when it stopped, or null';
comment on column intake_codes.retired_by is 'who stopped it';
comment on column receipt_counters.committee_id is '政协';
comment on column receipt_counters.month is 'YYMM';
comment on column receipt_counters.last is 'last number given';
comment on column leads.id is 'one turning of an opinion into something else: an edge walked both ways';
comment on column leads.committee_id is '政协';
comment on column leads.opinion_id is 'from';
comment on column leads.kind is 'information 社情民意信息, suggestion 微建议, proposal 提案线索, topic 议题线索, report 金点子专报';
comment on column leads.state is 'see process: pooled, taken, dropped';
comment on column leads.target_type is 'what it became, or null while in the pool';
comment on column leads.target_id is 'which one';
comment on column leads.made_by is 'who';
comment on column leads.made_at is 'when';
comment on column public_answers.id is 'one question and answer for everybody, names and contacts gone';
comment on column public_answers.committee_id is '政协';
comment on column public_answers.opinion_id is 'from which';
comment on column public_answers.venue_id is 'place it is listed under, or null';
comment on column public_answers.state is 'see process';
comment on column public_answers.title is 'one line';
comment on column public_answers.question is 'edited';
comment on column public_answers.answer is 'edited';
comment on column public_answers.category is 'dictionary opinion_category';
comment on column public_answers.search is 'terms';
comment on column public_answers.drafted_by is 'who wrote the public words';
comment on column public_answers.drafted_at is 'when';
comment on column public_answers.published_at is 'when first public';
comment on column public_answers.version is 'rises with each edit';
