-- Sheets that are brought in or made hold names and phones: their bytes lie sealed.
alter table files add column is_sealed boolean not null default false;
comment on column files.is_sealed is 'whether the bytes on disk are sealed under the installation''s key; sha256 is then that of the sealed bytes, bytes the number of the plain ones';
