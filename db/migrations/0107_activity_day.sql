-- 活动日：提醒按看板的哪一行发，夜里按下的到早上八点再发。
alter table reminders add column part text not null default 'whole';
alter table reminders add column send_at timestamptz not null;
alter table reminders add column sent_count integer;
create index reminded_by_reminder on reminded (reminder_id);
create index chain_documents_by_unit on chain_documents (unit_id, campaign_id);
create index coverage_by_campaign on coverage (campaign_id, committee_id, published_on);

comment on column reminders.part is 'which part of the unit: whole, own, direct, place, bodies, venue';
comment on column reminders.send_at is 'when messages go out: at once, or at 8:00 when pressed at night';
comment on column reminders.sent_count is 'venues whose conveners got a message; null until sent';
