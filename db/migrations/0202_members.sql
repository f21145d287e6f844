-- 委员：词典、同一人的根、可能同一人的依据。
create view living_people as select id, coalesce(merged_into, id) as root_id, committee_id from people;

alter table likenesses add column grounds text not null default 'name' check (grounds in ('phone', 'name'));
create index likenesses_open on likenesses (committee_id, created_at) where state = 'open';
create index likenesses_by_other on likenesses (other_id);
create index people_by_name on people (name);
create index people_merged on people (merged_into) where merged_into is not null;

insert into dictionary_entries (dictionary, code, label, position) values
  ('post', 'chair', '主席', 1),
  ('post', 'vice_chair', '副主席', 2),
  ('post', 'secretary_general', '秘书长', 3),
  ('post', 'standing', '常务委员', 4),
  ('post', 'member', '委员', 5),
  ('party', 'cpc', '中国共产党', 1),
  ('party', 'minge', '民革', 2),
  ('party', 'minmeng', '民盟', 3),
  ('party', 'minjian', '民建', 4),
  ('party', 'minjin', '民进', 5),
  ('party', 'nonggong', '农工党', 6),
  ('party', 'zhigong', '致公党', 7),
  ('party', 'jiusan', '九三学社', 8),
  ('party', 'taimeng', '台盟', 9),
  ('party', 'independent', '无党派人士', 10),
  ('party', 'none', '群众', 11),
  ('ended_as', 'resigned', '请辞', 1),
  ('ended_as', 'asked_to_resign', '劝辞', 2),
  ('ended_as', 'revoked', '撤销', 3),
  ('ended_as', 'term_over', '换届离任', 4),
  ('ended_as', 'deceased', '逝世', 5);

comment on column living_people.id is 'any record of a person';
comment on column living_people.root_id is 'the one record that figures count: the same for all that were found to be one person';
comment on column living_people.committee_id is 'the 政协 that recorded this one';
comment on column likenesses.grounds is 'phone: the same mobile; name: the same name in 政协 that guide one another, a mobile missing';
