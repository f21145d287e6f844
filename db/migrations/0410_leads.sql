-- 转化：一条意见转成了什么，后来怎样，反映人也读得到。
alter table leads add column target_title text;
create unique index leads_once on leads (opinion_id, kind) where state <> 'dropped';
create index leads_by_time on leads (committee_id, made_at desc, id desc);

create table lead_outcomes (
  id uuid primary key default gen_random_uuid(),
  committee_id uuid not null references units,
  lead_id uuid not null references leads,
  what text not null,
  source_id uuid not null,
  words text not null check (char_length(words) between 1 and 200),
  at timestamptz not null,
  withdrawn_at timestamptz
);
create unique index lead_outcomes_once on lead_outcomes (lead_id, what, source_id) where withdrawn_at is null;
create index lead_outcomes_by_source on lead_outcomes (source_id) where withdrawn_at is null;

comment on column leads.target_title is 'title of what it became when it was taken, or null';
comment on table lead_outcomes is 'what came of a lead, in plain words for whoever spoke at the start; written by the module that took the lead';
comment on column lead_outcomes.id is 'one outcome';
comment on column lead_outcomes.committee_id is '政协 of the lead';
comment on column lead_outcomes.lead_id is 'of which lead';
comment on column lead_outcomes.what is 'taken, issued, adopted_<level>, …: once for each source';
comment on column lead_outcomes.source_id is 'record that brought it: the information issued, the report, …';
comment on column lead_outcomes.words is 'for the speaker: 写进了社情民意信息';
comment on column lead_outcomes.at is 'when it came';
comment on column lead_outcomes.withdrawn_at is 'taken back, or null while it stands';
