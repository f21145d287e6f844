-- 日志只许追加：不论哪个角色，改、删、清空都拒绝。
create trigger steps_append_only before update or delete on steps for each row execute function refuse_change();
create trigger steps_no_truncate before truncate on steps for each statement execute function refuse_change();
create trigger audit_append_only before update or delete on audit for each row execute function refuse_change();
create trigger audit_no_truncate before truncate on audit for each statement execute function refuse_change();
create trigger duties_append_only before update or delete on duties for each row execute function refuse_change();
create trigger duties_no_truncate before truncate on duties for each statement execute function refuse_change();
create trigger seals_append_only before update or delete on seals for each row execute function refuse_change();
create trigger seals_no_truncate before truncate on seals for each statement execute function refuse_change();
create trigger sealed_rows_append_only before update or delete on sealed_rows for each row execute function refuse_change();
create trigger sealed_rows_no_truncate before truncate on sealed_rows for each statement execute function refuse_change();
