-- 群众意见的数字：停下的钟留着，按时没按时，以当时的期限为准。
create table opinion_clocks (
  opinion_id uuid not null references opinions,
  step_no integer not null check (step_no > 0),
  committee_id uuid not null references units,
  counted_from date not null,
  due_days integer not null check (due_days > 0),
  due_on date not null,
  primary key (opinion_id, step_no)
);

comment on table opinion_clocks is 'a clock of an opinion that a step stopped, as it stood then: days off put in later do not change whether it was in time';
comment on column opinion_clocks.opinion_id is 'whose clock';
comment on column opinion_clocks.step_no is 'number of the step on the main track that stopped it';
comment on column opinion_clocks.committee_id is '政协 of the opinion';
comment on column opinion_clocks.counted_from is 'day that it was counted from';
comment on column opinion_clocks.due_days is 'working days given';
comment on column opinion_clocks.due_on is 'last day, as counted when it was stopped';
