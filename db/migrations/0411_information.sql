-- 社情民意信息与“金点子·好建议”专报：编辑、签发、编期、逐级报送、采用。
create table informations (
  id uuid primary key,
  committee_id uuid not null references units,
  origin_id uuid references informations,
  merged_into uuid references informations,
  state text not null default 'draft',
  title text not null default '' check (char_length(title) <= 60),
  body text not null default '' check (char_length(body) <= 8000),
  category text,
  byline text not null default '' check (char_length(byline) <= 60),
  made_by uuid references people,
  made_at timestamptz not null,
  editor_ids uuid[] not null default '{}',
  edited_at timestamptz not null,
  signed_by uuid references people,
  signed_at timestamptz,
  issue_year integer,
  issue_no integer check (issue_no > 0),
  issued_on date,
  search tsvector not null default '',
  version integer not null default 1,
  check ((issue_no is null) = (issue_year is null) and (issue_no is null) = (issued_on is null))
);
create unique index informations_issue on informations (committee_id, issue_year, issue_no) where issue_no is not null;
create unique index informations_copy on informations (origin_id) where origin_id is not null;
create index informations_merged on informations (merged_into) where merged_into is not null;
create index informations_by_state on informations (committee_id, state, edited_at desc, id desc);
create index informations_by_issue_day on informations (committee_id, issued_on) where issued_on is not null;
create index informations_search on informations using gin (search);

create table information_credits (
  information_id uuid not null references informations,
  person_id uuid not null references people,
  part text not null check (part in ('heard', 'replied', 'wrote')),
  primary key (information_id, person_id, part)
);
create index information_credits_by_person on information_credits (person_id);

create table adoptions (
  id uuid primary key default gen_random_uuid(),
  committee_id uuid not null references units,
  information_id uuid not null references informations,
  level text not null check (level in ('county', 'city', 'province', 'nation')),
  adopted_on date not null,
  publication text not null default '' check (char_length(publication) <= 80),
  by_information_id uuid references informations,
  noted_by uuid references people,
  noted_at timestamptz not null,
  withdrawn_at timestamptz
);
create unique index adoptions_once on adoptions (information_id, level, coalesce(by_information_id, '00000000-0000-0000-0000-000000000000'::uuid))
  where withdrawn_at is null;
create index adoptions_by_issue on adoptions (by_information_id) where by_information_id is not null;
create index adoptions_by_day on adoptions (committee_id, level, adopted_on) where withdrawn_at is null;

create table issue_counters (
  committee_id uuid not null references units,
  publication text not null check (publication in ('information', 'report')),
  year integer not null,
  last integer not null check (last > 0),
  primary key (committee_id, publication, year)
);

create table reports (
  id uuid primary key,
  committee_id uuid not null references units,
  venue_id uuid references venues,
  origin_id uuid references reports,
  state text not null default 'draft',
  title text not null default '' check (char_length(title) <= 60),
  body text not null default '' check (char_length(body) <= 8000),
  category text,
  town_cannot boolean not null default false,
  is_valuable boolean not null default false,
  made_by uuid references people,
  made_at timestamptz not null,
  edited_at timestamptz not null,
  issue_year integer,
  issue_no integer check (issue_no > 0),
  issued_on date,
  search tsvector not null default '',
  version integer not null default 1,
  check ((issue_no is null) = (issue_year is null) and (issue_no is null) = (issued_on is null))
);
create unique index reports_issue on reports (committee_id, issue_year, issue_no) where issue_no is not null;
create unique index reports_copy on reports (origin_id) where origin_id is not null;
create index reports_by_state on reports (committee_id, state, edited_at desc, id desc);
create index reports_by_venue on reports (venue_id) where venue_id is not null;
create index reports_search on reports using gin (search);

comment on table informations is '社情民意信息: one 政协''s own copy, from draft to issue';
comment on column informations.id is 'one information';
comment on column informations.committee_id is '政协 that owns this copy';
comment on column informations.origin_id is 'copy of the lower 政协 that sent it up; null where it began here';
comment on column informations.merged_into is 'information of the same 政协 that it went into, or null';
comment on column informations.state is 'see process';
comment on column informations.title is 'title; empty while it is a draft';
comment on column informations.body is 'text, paragraphs by lines';
comment on column informations.category is 'dictionary opinion_category, or null';
comment on column informations.byline is '供稿: who is printed under it';
comment on column informations.made_by is 'who began it; null where it was received';
comment on column informations.made_at is 'begun, or received';
comment on column informations.editor_ids is 'everybody who wrote in it: none of them signs it';
comment on column informations.edited_at is 'last edit';
comment on column informations.signed_by is '签发人, or null';
comment on column informations.signed_at is 'when';
comment on column informations.issue_year is 'year of its 期号';
comment on column informations.issue_no is '期号 in the year, without gaps; kept when withdrawn';
comment on column informations.issued_on is 'day of issue';
comment on column informations.search is 'terms of title and text';
comment on column informations.version is 'rises with each edit';
comment on column information_credits.information_id is 'which information';
comment on column information_credits.person_id is 'member who is credited';
comment on column information_credits.part is 'heard it, replied, wrote';
comment on table adoptions is 'that an information was used at a level: by an issue here, or noted by hand where the upper body is not on the system';
comment on column adoptions.id is 'one adoption';
comment on column adoptions.committee_id is '政协 of the information';
comment on column adoptions.information_id is 'which information, of whatever 政协 below';
comment on column adoptions.level is 'level that used it';
comment on column adoptions.adopted_on is 'day';
comment on column adoptions.publication is 'where it was printed, as known';
comment on column adoptions.by_information_id is 'the issued copy that used it; null where noted by hand';
comment on column adoptions.noted_by is 'who noted it, or issued';
comment on column adoptions.noted_at is 'when';
comment on column adoptions.withdrawn_at is 'taken back, or null while it stands';
comment on table issue_counters is 'last 期号 given, by 政协, publication and year; the row is held until the commit, so no gap and no double';
comment on column issue_counters.committee_id is '政协';
comment on column issue_counters.publication is 'information 社情民意信息, report 金点子专报';
comment on column issue_counters.year is 'year';
comment on column issue_counters.last is 'last number given';
comment on table reports is '“金点子·好建议”专报';
comment on column reports.id is 'one report';
comment on column reports.committee_id is '政协 that screens it';
comment on column reports.venue_id is 'hall or studio that hands it in, or null';
comment on column reports.origin_id is 'report of the lower 政协 that sent it up, or null';
comment on column reports.state is 'see process';
comment on column reports.title is 'title; empty while it is a draft';
comment on column reports.body is 'text, paragraphs by lines';
comment on column reports.category is 'dictionary opinion_category, or null';
comment on column reports.town_cannot is 'first condition: the town cannot solve it';
comment on column reports.is_valuable is 'second condition: it has important value';
comment on column reports.made_by is 'who began it; null where it was received';
comment on column reports.made_at is 'begun, or received';
comment on column reports.edited_at is 'last edit';
comment on column reports.issue_year is 'year of its 期号';
comment on column reports.issue_no is '期号 in the year, without gaps';
comment on column reports.issued_on is 'day of issue';
comment on column reports.search is 'terms of title and text';
comment on column reports.version is 'rises with each edit';

alter table lead_outcomes add column no bigint generated always as identity;
comment on column lead_outcomes.no is 'order of arrival, where two came in one instant';
