-- What two roles of one unit may answer stands in the list of both.
drop index todos_open_once;
create unique index todos_open_once on todos (record_type, record_id, track, kind, coalesce(person_id, unit_id), coalesce(role, ''))
  where closed_at is null;

insert into todos (committee_id, record_type, record_id, track, kind, title, path, unit_id, role, due_on, opened_at)
select committee_id, record_type, record_id, track, kind, title, path, unit_id, 'leader', due_on, opened_at
from todos where record_type = 'information' and kind = 'sign' and role = 'office' and closed_at is null;
