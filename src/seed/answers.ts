import type { Tx } from '../platform/db.ts'
import { sql } from '../platform/db.ts'
import type { House } from '../platform/house.ts'
import { draftAnswer, stepAnswer } from '../modules/opinions/publishing/commands.ts'
import { actorFor } from './actor.ts'
import type { Random } from './random.ts'

/** Public words of the demo by what an opinion was about: how a clerk would have put question and answer. */
const written: readonly {
  when: RegExp
  title: string
  question: string
  answer: string
  category: string
}[] = [
  {
    when: /路灯|灯/,
    title: '路灯坏了找谁修',
    question: '巷子里的路灯不亮，晚上出门看不清路，多久能修好？',
    answer: '灯都修好了，原因是配电箱进水，箱子已经换成防水的。以后再坏，打路灯管理所的电话，当天有人来看。',
    category: 'society',
  },
  {
    when: /公交|车站|班车|末班/,
    title: '早晚的公交能不能加几班',
    question: '早晚的公交少，赶不上班、赶不上学，能不能加几班？',
    answer: '交通部门看了客流，先试开三个月，早晚各加两班。站牌上已经贴了新的时间，有变化会提前一周告示。',
    category: 'society',
  },
  {
    when: /停车|消防|占道|单车/,
    title: '乱停车堵了通道怎么管',
    question: '通道两边停满了车，急用的时候车进不来，有没有人管？',
    answer: '通道已经重新划线，装了限位桩，每天早晚有人巡查。夜里再有堵的，打 12345，半小时内有人到。',
    category: 'society',
  },
  {
    when: /垃圾|味道|臭|污水|河|井盖/,
    title: '垃圾收集点的味道怎么治',
    question: '收集点夏天味道大，边上的住户开不了窗，能不能改一改？',
    answer:
      '收集点加了盖和喷淋，清运从一天一次改成一天两次。明年的改造计划已经列入，开工前会先听附近住户的意见。',
    category: 'ecology',
  },
  {
    when: /学校|小学|孩子|幼儿|接送/,
    title: '孩子过马路不安全怎么办',
    question: '学校门口车多人多，孩子过马路不安全，能不能想想办法？',
    answer: '门口补划了斑马线，早晚有人值守；家长的车改在两头停，走一段送到门口。用一个月看看，不行再改。',
    category: 'society',
  },
  {
    when: /医|药|卫生院|老人|手机/,
    title: '老人不会用手机，看病取药怎么办',
    question: '老人不会用手机挂号，能不能留个窗口，取药少跑一趟？',
    answer: '卫生院中午留了一个窗口取药，不用手机，带身份证就行。长期吃的药一次可以开一个月。',
    category: 'society',
  },
  {
    when: /市场|摊|店|企业|贷款|电价|生意/,
    title: '小店的手续能不能一次说清',
    question: '开小店的手续跑了几个地方，能不能一次说清楚要带什么？',
    answer: '政务大厅设了小店专窗，一张单子列齐要带的东西，缺什么当场说。办完的时间从七天减到三天。',
    category: 'economy',
  },
  {
    when: /书|戏|文化|广场|健身|球/,
    title: '文化站能不能开到晚上',
    question: '文化站下班就关门，上班的人用不上，能不能开晚一点？',
    answer: '和主管部门谈过了，从下月起开到晚上十点半，门口已经贴了告示。周末全天开。',
    category: 'culture',
  },
  {
    when: /厕/,
    title: '公厕晚上能不能晚点锁',
    question: '镇上的公厕晚上八点就锁门，摆夜摊的、跑长途的没地方去，能不能晚一点锁？',
    answer: '从这个月起开到夜里十二点，门口装了感应灯，早上六点前打扫完。',
    category: 'society',
  },
  {
    when: /快递|残疾证|代收|两趟/,
    title: '村里取快递、办手续能不能少跑',
    question: '村里到镇上远，取快递、交材料都要跑半天，能不能在村里代办？',
    answer: '村综合服务点每周二、周五代收代交，带身份证就行；快递每天送到村口小店。',
    category: 'society',
  },
  {
    when: /电梯|充电/,
    title: '老小区装电梯、装充电桩怎么商量',
    question: '老小区有人要装电梯、充电桩，有人不同意，一直协调不好，怎么办？',
    answer:
      '社区请了委员和住户一起坐下来谈，先把费用怎么分、采光怎么补说清楚。谈成的楼栋先装，没谈成的每月再谈一次。',
    category: 'society',
  },
  {
    when: /水压|自来水|压力/,
    title: '夏天傍晚水压不够怎么办',
    question: '一到夏天傍晚高楼层就没有水压，热水器打不着，能不能解决？',
    answer: '水厂加了一台泵，傍晚六点到九点专人看压力。老管网的更换列入明年计划，先换最老的两条街。',
    category: 'society',
  },
  {
    when: /./,
    title: '反映的事多久有答复',
    question: '身边的一件小事影响大家，反映以后多久有答复？',
    answer: '三个工作日内告诉您受理不受理，受理的十五个工作日内答复。凭编号和查询码随时可以看办到哪一步。',
    category: 'politics',
  },
]

/** Publishes some three dozen answers of the demo: drafted by a convener, reviewed by the office; two wait for review. */
export const publishAnswers = async (
  tx: Tx,
  house: House,
  offices: ReadonlyMap<string, string>,
  random: Random,
): Promise<void> => {
  const { rows } = await sql<{
    id: string
    words: string
    committeeId: string
    convener: string
    answeredAt: string
  }>`
    select i.id, i.words, i.committee_id as "committeeId", c.person_id as convener, i.answered_at as "answeredAt"
    from opinions i join opinion_venues w on w.opinion_id = i.id
      join lateral (select person_id from convenings c where c.venue_id = w.venue_id and upper_inf(c.valid) limit 1) c on true
      join lateral (select from replies r where r.record_type = 'opinion' and r.record_id = i.id and r.state = 'published'
        order by r.published_at limit 1) r on true
    where i.state in ('answered', 'closed') order by i.answered_at, i.id limit 36`.execute(tx)
  for (const row of rows) {
    const officer = offices.get(row.committeeId)
    const text = written.find((one) => one.when.test(row.words))
    if (!officer || !text || officer === row.convener) continue
    const id = random.id()
    const { title, question, answer, category } = text
    const later = (hours: number) => {
      const then = new Date(new Date(row.answeredAt).getTime() + hours * 3_600_000)
      return then < house.clock() ? then : house.clock()
    }
    const convener = await actorFor(tx, row.convener, later(3))
    await draftAnswer(tx, convener, house, {
      id,
      opinionId: row.id,
      title,
      question,
      answer,
      category,
      isLookedAt: true,
    })
    await stepAnswer(tx, convener, id, { step: 'submit' })
    const ofCommittee = rows.filter((one) => one.committeeId === row.committeeId)
    const waits = ofCommittee.length > 4 && ofCommittee.indexOf(row) >= ofCommittee.length - 2
    if (!waits) await stepAnswer(tx, await actorFor(tx, officer, later(20)), id, { step: 'publish' })
  }
}
