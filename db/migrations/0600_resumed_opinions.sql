-- 群众意见：不满意以后部门已经在重办的，状态改为“部门办理中”，经过里补上这一步，工作室的待办收起。
with resumed as (
  update opinions o set state = 'assigned' where o.state = 'accepted' and exists (
    select from assignments a where a.record_type = 'opinion' and a.record_id = o.id
      and a.state not in ('answered', 'rerouted', 'recalled'))
  returning o.id, o.committee_id
), written as (
  insert into steps (record_type, record_id, track, no, step, from_state, to_state, committee_id, at)
  select 'opinion', r.id, 'main',
    coalesce((select max(s.no) from steps s where s.record_type = 'opinion' and s.record_id = r.id and s.track = 'main'), 0) + 1,
    'resume', 'accepted', 'assigned', r.committee_id, now()
  from resumed r
)
update todos t set closed_at = now() from resumed r
where t.record_type = 'opinion' and t.record_id = r.id and t.track = 'main' and t.closed_at is null;
