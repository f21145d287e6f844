-- 动态：文字与至多九张图，先审后发。
create table posts (
  id uuid primary key,
  committee_id uuid not null references units,
  venue_id uuid not null references venues,
  campaign_id uuid references campaigns,
  activity_id uuid references activities,
  title text not null,
  words text not null default '',
  state text not null default 'draft',
  uploaded_at timestamptz,
  published_at timestamptz,
  author_id uuid not null references people,
  created_at timestamptz not null,
  version integer not null default 1
);
create index posts_by_venue on posts (venue_id, published_at desc);
create index posts_by_campaign on posts (campaign_id, state) where campaign_id is not null;

create table post_pictures (
  post_id uuid not null references posts,
  no smallint not null check (no between 1 and 9),
  file_id uuid not null references files,
  caption text not null default '',
  primary key (post_id, no)
);

comment on column posts.id is 'the post';
comment on column posts.committee_id is '政协 of the venue';
comment on column posts.venue_id is 'whose 动态';
comment on column posts.campaign_id is 'tagged with a campaign, or null';
comment on column posts.activity_id is 'about which activity, or null';
comment on column posts.title is 'first line';
comment on column posts.words is 'the text; may be empty while a draft';
comment on column posts.state is 'see process: draft, submitted, published, returned, withdrawn';
comment on column posts.uploaded_at is 'first submitted: timeliness counts from here';
comment on column posts.published_at is 'public from here';
comment on column posts.author_id is 'who wrote it';
comment on column posts.created_at is 'when';
comment on column posts.version is 'optimistic lock';
comment on column post_pictures.post_id is 'the post';
comment on column post_pictures.no is 'order';
comment on column post_pictures.file_id is 're-encoded picture';
comment on column post_pictures.caption is 'what is seen, read aloud too';
