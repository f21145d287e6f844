-- 词典（出厂）：各政协可以另立自己的。
insert into dictionary_entries (dictionary, code, label, position) values
  ('leave_reason', 'official', '公务', 1), ('leave_reason', 'sick', '病假', 2), ('leave_reason', 'personal', '事假', 3),
  ('leave_reason', 'away', '外出', 4), ('leave_reason', 'other', '其他', 5),
  ('activity_type', 'research', '调研', 1), ('activity_type', 'inspection', '视察', 2), ('activity_type', 'visit', '考察', 3),
  ('activity_type', 'supervision', '民主监督', 4), ('activity_type', 'appraisal', '民主评议', 5), ('activity_type', 'training', '学习培训', 6),
  ('activity_type', 'reading', '读书', 7), ('activity_type', 'lecture', '宣讲', 8), ('activity_type', 'call', '走访', 9),
  ('activity_type', 'duty', '值班', 10), ('activity_type', 'charity', '公益帮扶', 11), ('activity_type', 'fellowship', '联谊', 12),
  ('activity_type', 'history', '文史征集', 13), ('activity_type', 'other', '其他', 14),
  ('opinion_category', 'economy', '经济', 1), ('opinion_category', 'politics', '政治', 2), ('opinion_category', 'culture', '文化', 3),
  ('opinion_category', 'society', '社会', 4), ('opinion_category', 'ecology', '生态', 5);
