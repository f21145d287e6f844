-- 补传待核对的到场很少，按活动找得快。
create index attendances_pending on attendances (activity_id) where state = 'pending';
