-- 群众意见：一个政协的队列，等回音的；不等回音的另列。
drop index opinions_by_state;
create index opinions_queue on opinions (committee_id, state, due_on, id) where number is not null;
create index opinions_heard on opinions (committee_id, received_at desc, id) where number is null;
