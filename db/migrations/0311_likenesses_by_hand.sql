-- 同一政协里的两份记录，由人指出可能是同一人。
alter table likenesses drop constraint likenesses_grounds_check;
alter table likenesses add constraint likenesses_grounds_check check (grounds in ('phone', 'name', 'hand'));
create unique index likenesses_one_of_two on likenesses (least(person_id, other_id), greatest(person_id, other_id));

comment on column likenesses.grounds is 'phone: the same mobile; name: the same name in 政协 that guide one another, a mobile missing; hand: pointed out by the office, in one 政协';
