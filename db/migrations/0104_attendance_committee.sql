-- 到场记录写明归哪个政协管；纸质签到与自行开展的照片随文件走。
alter table attendances add column committee_id uuid not null references units;

comment on column attendances.committee_id is '政协 of the activity';

create index people_by_merged on people (merged_into) where merged_into is not null;
