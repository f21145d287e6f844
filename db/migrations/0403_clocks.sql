-- 督办的钟：两天之间的工作日，逾期几天时已经提醒过。
create function working_days_between(since date, until date) returns integer language sql stable as $$
  select count(*)::integer from generate_series(since + 1, until, interval '1 day') d
    left join calendar_days c on c.day = d::date
    where coalesce(c.kind = 'workday', extract(isodow from d) < 6)
$$;
comment on function working_days_between is 'working days after a day up to another, the first not counted; 0 when the other is not later';

alter table assignments add column told_overdue integer not null default 0;
comment on column assignments.told_overdue is 'working days overdue of which the office was told last: 0, 1, 5; 0 again when the last day moves';
