import {
  Actions,
  Answer,
  Choose,
  Code,
  Cover,
  Events,
  Icon,
  Layout,
  Line,
  Lines,
  NextDuty,
  OtherWays,
  Part,
  People,
  Photos,
  Posts,
  Problems,
  Scene,
  Slip,
  Submit,
  Timeline,
  draftScript,
  type Committee,
} from '../ui/public/index.ts'

/** The public face's parts, rendered on the server: studio, intake with a mistake, receipt (development only). */
const committee: Committee = {
  name: '政协临湖县委员会履职平台',
  contact: { phone: '0730-000 0147' },
  footer: ['政协临湖县委员会主办'],
}
const nonce = 'gallery'

export function studio(elder: boolean, qrSvg: string) {
  return (
    <Layout
      title="芦汀委员工作室"
      committee={committee}
      elder={elder}
      demo
      nonce={nonce}
      path="/v/luting"
      readAloud
      promise="收到后 3 个工作日内，告诉您受不受理。您的电话只用来告诉您结果，从不公开。"
    >
      <Cover
        title="芦汀委员工作室"
        under={['岳阳市临湖县政协', '芦汀镇便民服务中心一楼，进门右手']}
        picture={<Scene name="bridge" />}
      />
      <Actions
        main={{ to: '/v/luting/speak', label: '反映一件事' }}
        say="不用注册，两分钟写完，办到哪一步都能查"
        others={[{ to: '/track', label: '凭编号查进度' }]}
      />
      <Part title="下次值班" look="duty" more={{ to: '#roster', label: '今年的值班安排' }}>
        <NextDuty day="10月8日" hours="星期四上午 9:00—11:30">
          周双木、吴四维两位委员在工作室等您。到了就谈，不用预约。
        </NextDuty>
      </Part>
      <Part title="在这里的委员" count="11 位" more={{ to: '#people', label: '看全部 11 位委员' }}>
        <People
          people={[
            { id: '1', name: '陈一诺', about: '召集人，农业界，种粮大户', messageTo: '#1' },
            { id: '2', name: '周双木', about: '教育界，芦汀中学教师', messageTo: '#2' },
          ]}
        />
      </Part>
      <Part title="活动">
        <Events
          events={[
            {
              id: '1',
              to: '#a',
              dayOfMonth: '29',
              under: '9月 周二',
              title: '义诊到芦汀：量血压、测血糖',
              note: '上午 9:00，便民服务中心门口',
              state: { kind: 'todo', words: '还没开始，来就行' },
            },
            {
              id: '2',
              to: '#b',
              dayOfMonth: '21',
              under: '9月 周一',
              title: '委员活动日：在老码头听大家说',
              note: '9 位委员、46 位居民，记下 31 条意见',
              state: { kind: 'done', words: '已结束，每条都能查进度' },
            },
          ]}
        />
      </Part>
      <Part title="动态" more={{ to: '#posts', label: '看全部动态' }}>
        <Posts
          posts={[
            {
              id: 'd',
              to: '#1',
              title: '老码头的一上午，31 条意见，当场答了 12 条',
              lead: '问得最多的是路灯、渡口和学生接送。',
              meta: '9月21日，吴四维记',
              picture: null,
            },
            { id: 'g', to: '#2', title: '五盏路灯都亮了', meta: '9月28日', picture: null },
            { id: 'e', to: '#3', title: '李医生的周三门诊', meta: '9月16日', picture: null },
          ]}
        />
      </Part>
      <Part title="本工作室的码">
        <Code svg={qrSvg} label="芦汀委员工作室的二维码">
          微信扫一扫就能写，不用装软件。长按可存图，转给邻居，或打印贴在门口。
        </Code>
      </Part>
    </Layout>
  )
}

const problems = [{ path: 'phone', message: '少了 1 位，手机号是 11 位。' }]
const typed = {
  what: '老码头到卫生院那段路，路灯坏了五盏，有一个多月了。',
  where: '芦汀镇老码头路',
  tell: 'sms',
  phone: '199 0000 014',
}

export function intake(elder: boolean) {
  return (
    <Layout
      title="反映一件事"
      committee={committee}
      elder={elder}
      demo
      nonce={nonce}
      path="/v/luting/speak"
      back={{ to: '/v/luting', label: '芦汀委员工作室' }}
      script={draftScript}
    >
      <h1 className="title">您想反映什么事？</h1>
      <Problems problems={problems} />
      <form method="post" data-draft="luting">
        <Lines
          name="what"
          label="什么事"
          typed={typed}
          problems={problems}
          hint="最多 2000 字。方言、口语都行。"
        />
        <Line name="where" label="在哪里" typed={typed} problems={problems} optional />
        <Photos
          name="pics"
          label="照片"
          typed={typed}
          problems={problems}
          optional
          many
          hint="照片里的拍摄地点会自动去掉。"
        />
        <Choose
          name="tell"
          label="有了结果，怎么告诉您"
          typed={typed}
          problems={problems}
          options={[
            {
              value: 'sms',
              label: '发短信到我的手机',
              inset: (
                <Line
                  name="phone"
                  label="手机号"
                  kind="tel"
                  typed={typed}
                  problems={problems}
                  isPrivate
                  hint="只用来告诉您结果。不公开，不转给别人。"
                />
              ),
            },
            { value: 'code', label: '不留电话，我凭编号自己查' },
          ]}
        />
        <Submit say="提交后 3 个工作日内，告诉您受不受理">提交，拿编号</Submit>
      </form>
      <OtherWays
        title="不方便打字？"
        ways={[
          {
            to: 'tel:07300000147',
            label: '打电话，请工作人员代写',
            note: '0730-000 0147，工作日 8:30—17:30',
            icon: <Icon name="phone" />,
          },
        ]}
      />
    </Layout>
  )
}

export function receipt(elder: boolean) {
  return (
    <Layout
      title="收到了"
      committee={committee}
      elder={elder}
      demo
      nonce={nonce}
      path="/r/1"
      back={{ to: '/v/luting', label: '芦汀委员工作室' }}
    >
      <h1 className="title">收到了，谢谢您</h1>
      <p className="lead">您反映的路灯的事，已经交到临湖县政协。</p>
      <Slip
        rows={[
          { label: '编号', value: '临湖 2609-0147' },
          { label: '查询码', value: '583 607', small: true },
        ]}
        keep="请截图，或抄在纸上。编号加查询码，随时能查；打电话报编号也能查。"
      />
      <Part title="接下来">
        <Timeline
          moments={[
            { key: '1', state: 'done', title: '已收到', when: '9月22日 8:16' },
            {
              key: '2',
              state: 'now',
              title: '告诉您受不受理',
              who: '最晚 9月28日（3 个工作日，中秋放假不算）',
            },
            { key: '3', state: 'next', title: '委员或部门来办，给您答复' },
          ]}
        />
      </Part>
      <Part title="您满意吗？">
        <Answer by="临湖县城市管理局，9月28日 16:20">
          <p>五盏灯都修好了。</p>
        </Answer>
        <Choose
          name="rating"
          label="评一评"
          large
          typed={{}}
          problems={[]}
          options={[
            { value: 'a', label: '满意' },
            { value: 'b', label: '基本满意' },
            { value: 'c', label: '不满意', note: '会退回去再办' },
          ]}
        />
      </Part>
    </Layout>
  )
}
