-- 场所：换下来的码，停用的码。
create table venue_codes (
  token text primary key,
  venue_id uuid not null references venues,
  state text not null check (state in ('redirects', 'revoked')),
  retired_at timestamptz not null,
  retired_by uuid references people
);
create index venue_codes_by_venue on venue_codes (venue_id);

alter table venues add column opens_on date;
alter table venues add column proposed_by uuid references people;

comment on column venue_codes.token is 'a token that was printed once and is not the venue''s own any more';
comment on column venue_codes.venue_id is 'whose it was';
comment on column venue_codes.state is 'redirects: renewed, the old poster still leads to the page; revoked: the page says that the code is out of use';
comment on column venue_codes.retired_at is 'when it was replaced';
comment on column venue_codes.retired_by is 'by whom';
comment on column venues.state is 'see process: proposed, open, declined, closed';
comment on column venues.opens_on is '挂牌日期 asked for in the application; null when it was opened without one';
comment on column venues.proposed_by is 'who applied for it to be set up, or null';
