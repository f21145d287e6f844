-- 动态：错敏词，各政协自己改的词表。
create table guarded_words (
  id uuid primary key,
  committee_id uuid not null references units,
  word text not null check (length(word) between 1 and 40),
  advice text not null default '',
  added_by uuid references people,
  added_at timestamptz not null,
  unique (committee_id, word)
);
create index posts_waiting on posts (committee_id, uploaded_at) where state = 'submitted';
create index posts_by_author on posts (author_id, created_at desc);
create index post_pictures_by_file on post_pictures (file_id);

comment on column guarded_words.id is 'the entry';
comment on column guarded_words.committee_id is 'whose list; ships empty, edited by the office';
comment on column guarded_words.word is 'words that must not go out as they stand';
comment on column guarded_words.advice is 'what to write instead, or why; shown to author and reviewer';
comment on column guarded_words.added_by is 'who put it on the list';
comment on column guarded_words.added_at is 'when';
