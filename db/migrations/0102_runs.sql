-- 长任务：谁在跑、跑到哪里、看过没有。
alter table runs add column started_at timestamptz;
alter table runs add column beat_at timestamptz;
alter table runs add column seen_at timestamptz;
create index runs_running on runs (beat_at) where state = 'running';

comment on column runs.started_at is 'when work began, last time';
comment on column runs.beat_at is 'last sign of life of its worker; silent for two minutes, it is put back in line';
comment on column runs.seen_at is 'when the one who asked looked at its end';
