-- 公开问答：按反映人要求删去的，不能再起草。
alter table public_answers add column erased_at timestamptz;
comment on column public_answers.erased_at is 'when its question was erased on the speaker''s demand; it is not drafted again; null otherwise';
