-- 短信的发出：到时的一批一批取走，谁取走谁发，发完一次写回。
alter table outbox add column due_at timestamptz;
update outbox set due_at = greatest(not_before, now())
where handed_over_at is null and last_error is distinct from 'no-channel' and created_at > now() - interval '2 days'
  and (expires_at is null or expires_at > now());
drop index outbox_waiting;
drop index outbox_unsent;
create index outbox_due on outbox ((template <> 'code'), due_at, id) where due_at is not null;

comment on column outbox.due_at is 'when to hand it over next: its own time, the end of the lease of who has it under way, or the wait after a failure; null when it was taken or is given up';
