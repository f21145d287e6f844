-- 错敏词：一张词表，动态、公开问答、社情民意信息、专报都用；平台自带一些不会有争议的错别字，各政协可以停用。
alter table guarded_words alter column committee_id drop not null;
create unique index guarded_words_shipped on guarded_words (word) where committee_id is null;
comment on column guarded_words.committee_id is 'whose list, edited by its office; null is a word that ships with the platform and holds for all';
comment on column guarded_words.added_by is 'who put it on the list; null for those that ship';

create table guarded_words_off (
  word_id uuid not null references guarded_words,
  committee_id uuid not null references units,
  by uuid not null references people,
  at timestamptz not null,
  primary key (committee_id, word_id)
);
comment on table guarded_words_off is 'shipped words that a 政协 does not want checked';
comment on column guarded_words_off.word_id is 'the shipped word';
comment on column guarded_words_off.committee_id is 'where it does not hold';
comment on column guarded_words_off.by is 'who switched it off';
comment on column guarded_words_off.at is 'when';

-- 只收一看就是写错的：同音形近的别字、二简字、繁体。人名、职务、地名由各政协自己加。
insert into guarded_words (id, committee_id, word, advice, added_at)
select gen_random_uuid(), null, word, advice, now() from (values
  ('截止目前', '写作“截至目前”'),
  ('截止到目前', '写作“截至目前”'),
  ('工作布署', '写作“工作部署”'),
  ('安排布署', '写作“安排部署”'),
  ('再接再励', '写作“再接再厉”'),
  ('一如继往', '写作“一如既往”'),
  ('穿流不息', '写作“川流不息”'),
  ('走头无路', '写作“走投无路”'),
  ('不径而走', '写作“不胫而走”'),
  ('迫不急待', '写作“迫不及待”'),
  ('金榜提名', '写作“金榜题名”'),
  ('谈笑风声', '写作“谈笑风生”'),
  ('默守成规', '写作“墨守成规”'),
  ('出奇不意', '写作“出其不意”'),
  ('世外桃园', '写作“世外桃源”'),
  ('相辅相承', '写作“相辅相成”'),
  ('一愁莫展', '写作“一筹莫展”'),
  ('甘败下风', '写作“甘拜下风”'),
  ('自抱自弃', '写作“自暴自弃”'),
  ('鞠躬尽粹', '写作“鞠躬尽瘁”'),
  ('响彻云宵', '写作“响彻云霄”'),
  ('名列前矛', '写作“名列前茅”'),
  ('悬梁刺骨', '写作“悬梁刺股”'),
  ('美仑美奂', '写作“美轮美奂”'),
  ('脉博', '写作“脉搏”'),
  ('松驰', '写作“松弛”'),
  ('九洲大地', '写作“九州大地”'),
  ('知识份子', '写作“知识分子”'),
  ('统战成份', '写作“统战成分”'),
  ('渡假村', '写作“度假村”'),
  ('银行帐户', '写作“银行账户”'),
  ('歺厅', '写作“餐厅”'),
  ('仃车', '写作“停车”'),
  ('政協', '写作“政协”'),
  ('委員', '写作“委员”'),
  ('會議', '写作“会议”'),
  ('羣众', '写作“群众”'),
  ('政治协商会义', '写作“政治协商会议”'),
  ('社情民义', '写作“社情民意”'),
  ('参政义政', '写作“参政议政”')
) w(word, advice);
