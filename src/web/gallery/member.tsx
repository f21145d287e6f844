import '../styles/member.css'
import { useState } from 'react'
import { z } from 'zod'
import { Scene } from '../ui/scenes.tsx'
import {
  applyElder,
  Bar,
  Btn,
  Btns,
  CheckGroup,
  CheckIn,
  Counts,
  DateField,
  Duties,
  Facts,
  Figure,
  Form,
  OtherWay,
  Page,
  Part,
  People,
  Queue,
  Rundown,
  Shots,
  Status,
  TextArea,
  TextField,
  TimeField,
  TodoList,
  Top,
  type Place,
} from '../ui/member/index.ts'

applyElder()

const places: Place[] = [
  { to: '/', label: '今天', icon: 'home', count: 3 },
  { to: '/record', label: '记一笔', icon: 'pen' },
  { to: '/opinions', label: '群众意见', icon: 'chat' },
  { to: '/duties', label: '我的履职', icon: 'list' },
]

/** The member face's components: ?face=member&page=today | record | check. */
export default function MemberGallery() {
  const page = new URLSearchParams(location.search).get('page')
  if (page === 'record') return <Recording />
  return page === 'check' ? <Checking /> : <Today />
}

function Today() {
  return (
    <Page title="（3）今天" demo places={places}>
      <Top day="9月21日" said="星期一，今天有 3 件事" person={{ name: '周双木', to: '/me' }} />
      <Part first label="今天的事">
        <TodoList
          todos={[
            {
              key: '1',
              to: '/1',
              when: '9:00',
              title: '委员活动日，现场签到',
              note: '芦汀老码头，还有 20 分钟',
            },
            {
              key: '2',
              to: '/2',
              when: '意见',
              title: '答复一条群众意见',
              note: '渡口夜里没人值守',
              state: { kind: 'due', words: '今天到期' },
            },
            {
              key: '3',
              to: '/3',
              when: '联名',
              title: '看一份提案，联不联名',
              note: '吴四维请您，9月24日前',
            },
          ]}
        />
      </Part>
      <Part title="委员活动日" aside={<Status kind="done">您报了集体活动</Status>}>
        <h3>在老码头听大家说</h3>
        <p className="why">芦汀委员工作室，召集人陈一诺</p>
        <Rundown
          lines={[
            { time: '9:00', what: '老码头大树下签到' },
            { time: '9:20', what: '听居民说，一人记一桌' },
            { time: '11:00', what: '汇总，当场能答的当场答' },
          ]}
        />
        <Counts
          counts={[
            { label: '集体活动', figure: <Figure value={9} to="/a" />, unit: '人' },
            { label: '自行开展', figure: <Figure value={1} to="/a" />, unit: '人' },
            { label: '还没说', figure: <Figure value={1} to="/a" />, unit: '人' },
          ]}
        />
        <Btns>
          <Btn main to="/check">
            去签到
          </Btn>
        </Btns>
        <OtherWay to="/record">来不了，改为自行开展</OtherWay>
      </Part>
      <Part title="今年履职，还差 2 项" aside={<a href="#all">全部记录</a>}>
        <Duties
          duties={[
            {
              key: '1',
              label: '走访联系的群众',
              figure: <Figure value={3} to="/a" />,
              of: '4 人',
              lacking: '还差何五谷，每人每年至少 1 次',
            },
            {
              key: '2',
              label: '学习培训',
              figure: <Figure value={0} to="/a" />,
              of: '1 次',
              lacking: '还差 1 次，10月15日有一期可报',
            },
            { key: '3', label: '全体会议出席', figure: <Figure value={6} to="/a" />, of: '6 个半天' },
            { key: '4', label: '工作室值班', figure: <Figure value={5} to="/a" />, of: '4 次' },
          ]}
        />
      </Part>
    </Page>
  )
}

const kinds = [
  '读书宣讲',
  '调研视察',
  '微建议与线索',
  '走访群众',
  '值班联谊',
  '公益帮扶',
  '界别特色',
  '其他形式',
]
const Recorded = z.object({
  what: z.string().min(4, '至少写 4 个字'),
  day: z.iso.date(),
  time: z.string(),
  where: z.string(),
  kinds: z.array(z.string()),
  photos: z.array(z.instanceof(File)).optional(),
})

function Recording() {
  return (
    <Page title="记一笔" demo bar={<Bar title="记一次自行开展的活动" back={{ to: '/', label: '今天' }} />}>
      <Queue
        isOnline={false}
        items={[
          { id: '1', title: '走访赵百川', at: '9月19日 15:10', state: 'waiting' },
          { id: '2', title: '给学生讲安全课', at: '9月18日 10:00', state: 'sent' },
        ]}
      />
      <Form
        schema={Recorded}
        submit="存下来，有网再传"
        initial={{ kinds: ['调研视察'], where: '芦汀镇白鹤村' }}
        onSubmit={() => Promise.resolve('存下来了，有网就传')}
      >
        <TextArea name="what" label="做了什么" max={2000} />
        <div className="two">
          <DateField name="day" label="哪天" />
          <TimeField name="time" label="几点" />
        </div>
        <TextField name="where" label="在哪里" />
        <CheckGroup
          name="kinds"
          label="属于哪一类"
          chips
          options={kinds.map((one) => ({ value: one, label: one }))}
        />
        <Shots name="photos" label="照片" max={9} />
      </Form>
      <div className="shots">
        <figure>
          <Scene name="orchard" />
        </figure>
      </div>
    </Page>
  )
}

function Checking() {
  const [isDone, setDone] = useState(false)
  return (
    <Page
      title="签到"
      demo
      check
      bar={<Bar title="现场签到" back={{ to: '/', label: '今天' }} />}
      dock={<Btn to="/leave">来不了，请假或改为自行开展</Btn>}
    >
      {!isDone && <h2>在老码头听大家说</h2>}
      {!isDone && <p>委员活动日，芦汀委员工作室</p>}
      <CheckIn isDone={isDone} onPress={() => setDone(true)} day="2026.9.21" />
      {isDone ? (
        <>
          <h2>您已签到</h2>
          <p>9月21日 8:52，委员活动日</p>
          <Facts
            rows={[
              { label: '记到哪里', value: '您的履职记录，参加集体活动 1 次' },
              {
                label: '上传',
                value: <Status kind="local">待上传，已存在这部手机</Status>,
                note: '签到时间以 8:52 为准，有网时自动上传',
              },
            ]}
          />
        </>
      ) : (
        <p className="say">已认出现场的码。这次签到只记时间，不记位置。</p>
      )}
      <Part title="到了 7 人" aside={<span className="why">全室 11 人</span>}>
        <People
          people={['陈一诺', '李三石', '吴四维', '罗七星', '邓八方'].map((name, at) => ({
            key: name,
            name,
            away: at === 4,
          }))}
        />
      </Part>
    </Page>
  )
}
