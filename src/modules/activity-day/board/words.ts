import type { PersonFigure, VenueFigure } from './list.ts'

export type FigureName = VenueFigure | PersonFigure | 'unsettled'

/** What a figure counts and how, for its drawer. */
export const figureWords: Record<FigureName, { title: string; unit: '家' | '人'; rule: string }> = {
  expected: {
    title: '应开展活动的委员工作室',
    unit: '家',
    rule: '怎么数的：活动日当天开着的委员工作室，按当天归口的单位计，一家只归一处。议事堂、会客厅、驿站、联系点不计。',
  },
  planned: {
    title: '已定下活动方案的委员工作室',
    unit: '家',
    rule: '怎么数的：在集体活动的日子里有定下来的活动，取消的不算。联办的活动，每家都算。',
  },
  held: {
    title: '已开展活动的委员工作室',
    unit: '家',
    rule: '怎么数的：集体活动至少有一位在任委员到场、没有撤销。只有方案、没有到场名单的不算。联办的活动，每家都算。',
  },
  unplanned: {
    title: '还没定下活动方案的委员工作室',
    unit: '家',
    rule: '怎么数的：应开展的，减去已定下方案的。写了没定的，也在这里。',
  },
  unheld: {
    title: '还没开展活动的委员工作室',
    unit: '家',
    rule: '怎么数的：应开展的，减去已开展的。有方案、没有到场名单的，也在这里。',
  },
  posted: {
    title: '已上传动态的委员工作室',
    unit: '家',
    rule: '怎么数的：发布过这次活动日的动态，有文字也有图片。逾期上传的算在内。依据通知第四条第 4 项。',
  },
  late: {
    title: '逾期上传动态的委员工作室',
    unit: '家',
    rule: '怎么数的：有文字有图片的动态都在截止日之后上传。按上传的时间算，不按审核的时间算。',
  },
  missing: {
    title: '还没上传动态的委员工作室',
    unit: '家',
    rule: '怎么数的：应开展的，减去已上传的。传了还在等审核的也在这里，不用再提醒。',
  },
  members: {
    title: '入驻委员工作室的委员',
    unit: '人',
    rule: '怎么数的：活动日当天入驻、且当天在任的委员，一人一次。入驻几家、兼几级委员，都只算一次。',
  },
  collective: {
    title: '参加集体活动的委员',
    unit: '人',
    rule: '怎么数的：在集体活动中到场、没有撤销，一人一次，在哪一家到场都算。两样都做了的，只计集体。依据通知第四条第 2 项。',
  },
  own: {
    title: '自行开展的委员',
    unit: '人',
    rule: '怎么数的：没有参加集体活动，在规定的日期内自行开展，首尾两天都算。依据通知第四条第 2 项。',
  },
  leave: { title: '请假的委员', unit: '人', rule: '怎么数的：准了假，又没有到场、没有自行开展的。' },
  none: {
    title: '没有登记的委员',
    unit: '人',
    rule: '怎么数的：没到场、没自行开展、也没准假的。请假还没批的，也在这里。',
  },
  unsettled: {
    title: '没有入驻任何工作室的委员',
    unit: '人',
    rule: '怎么数的：活动日当天在任，没有入驻任何一家开着的工作室。不在上面各栏里，按政协另列。',
  },
}
