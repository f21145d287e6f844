import { useState } from 'react'
import {
  Ask,
  Button,
  DataTable,
  Drawer,
  Empty,
  Figure,
  PageHead,
  Pressed,
  PrintButton,
  RowButton,
  Select,
  Sentence,
  SumUp,
  inThousands,
  Switch,
  type Column,
} from '../ui/staff/index.ts'
import { type Row, rows } from './board-rows.ts'

/** The work board of a campaign, as in the mockup, on the kit. */
export function Board() {
  const [opened, setOpened] = useState<Row | null>(null)
  const [belongs, setBelongs] = useState('place')
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: '市州',
      rowHead: true,
      width: 110,
      render: (row) => (row.total ? row.name : <a href="#row">{row.name}</a>),
    },
    {
      key: 'due',
      title: '应开展',
      align: 'right',
      group: '工作室（家）',
      render: (row) => <Figure value={row.due} to="/x" />,
    },
    {
      key: 'held',
      title: '已开展',
      align: 'right',
      group: '工作室（家）',
      render: (row) => <Figure value={row.held} to="/x" />,
    },
    {
      key: 'posted',
      title: '已上传动态',
      align: 'right',
      group: '工作室（家）',
      render: (row) => <Figure value={row.posted} to="/x" />,
    },
    {
      key: 'missing',
      title: '没上传',
      align: 'right',
      group: '工作室（家）',
      render: (row) => <Figure value={row.missing} to="/x" ask />,
    },
    {
      key: 'members',
      title: '入驻',
      align: 'right',
      group: '委员（人）',
      render: (row) => <Figure value={row.members} to="/x" noted={row.total ?? false} />,
    },
    {
      key: 'together',
      title: '集体活动',
      align: 'right',
      group: '委员（人）',
      render: (row) => (
        <Figure
          value={row.together}
          onOpen={() => setOpened(row)}
          opened={opened === row}
          label={`${row.name}，集体活动`}
        />
      ),
    },
    {
      key: 'alone',
      title: '自行开展',
      align: 'right',
      group: '委员（人）',
      hideable: true,
      render: (row) => <Figure value={row.alone} to="/x" />,
    },
    {
      key: 'none',
      title: '没登记',
      align: 'right',
      group: '委员（人）',
      hideable: true,
      render: (row) => <Figure value={row.none} to="/x" />,
    },
    {
      key: 'do',
      title: '提醒召集人',
      width: 170,
      render: (row) => {
        if (row.total) return null
        return row.told ? (
          <Pressed next="明天 8:00 后可再提醒">今天 16:20 已提醒</Pressed>
        ) : (
          <RowButton onPress={() => undefined}>提醒 {row.missing} 家</RowButton>
        )
      },
    },
  ]
  return (
    <>
      <PageHead
        title="2026 年委员活动日"
        crumbs={[{ label: '委员活动日', to: '/' }, { label: '2026 年' }]}
        facts={['9月21日，“走近群众，委员在行动”', '数据截至 9月22日 16:40，每分钟更新']}
        tabs={[
          { label: '进展', to: '/', here: true },
          { label: '方案与通知', to: '/plan' },
          { label: '动态', to: '/posts', count: 2516 },
          { label: '统计表', to: '/sheets' },
          { label: '小结与总结', to: '/reports' },
        ]}
      />
      <Sentence
        button={
          <Button main wide>
            提醒其中 437 家的召集人
          </Button>
        }
        after={
          <>衡阳市 67 家今天已提醒过，不重复。上次全省提醒：昨天 20:00，1,204 家，其中 700 家随后传了。</>
        }
      >
        14 个市州的 <Figure value={3020} to="/a" /> 家工作室，
        <Figure value={2896} to="/a" /> 家开展了活动；
        <Figure value={31213} to="/a" /> 位入驻委员，
        <Figure value={28046} to="/a" /> 位参加了集体活动或自行开展。
        <br />
        <Ask>
          还有 <Figure value={504} to="/a" ask /> 家没上传动态，
        </Ask>
        明天（9月23日）24 点截止。
      </Sentence>
      <DataTable
        id="gallery-board"
        filters={
          <>
            {' '}
            <Switch
              label="看到哪一级"
              views={[
                { label: '市州', to: '?level=city', here: true },
                { label: '县市区', to: '?level=county' },
                { label: '工作室', to: '?level=venue' },
              ]}
            />
            <Select
              label="归口"
              value={belongs}
              onChange={setBelongs}
              options={[
                { value: 'place', label: '属地' },
                { value: 'special', label: '专委会' },
              ]}
              all={null}
            />
            <Select label="排序" value="" onChange={() => undefined} options={[]} all="没上传最多的在前" />
          </>
        }
        tools={
          <>
            <Button icon="down-to">导出</Button>
            <PrintButton />
          </>
        }
        caption="各市州委员活动日进展"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.name}
        isTotal={(row) => row.total ?? false}
        minWidth={1000}
        empty={<Empty why="还没有单位。" />}
      />
      <p className="foot">注：全省按人计，一人只计一次。</p>
      {opened && (
        <Drawer
          from={`${opened.name}，第 4 栏`}
          title="参加委员工作室集体活动的委员数"
          value={inThousands(opened.together)}
          unit="人"
          onClose={() => setOpened(null)}
          foot={
            <>
              <p>点人数可看到每一次签到</p>
              <Button icon="down-to">导出名单</Button>
            </>
          }
        >
          <SumUp
            lines={[
              { label: '18 家工作室签到', value: '174 人' },
              {
                label: '同一人在两处签到，只计一次',
                note: '吴四维（芦汀、县直机关），另 2 人',
                value: '− 3 人',
              },
              { label: '计入本栏', value: '171 人' },
            ]}
          />
          <p className="rule">
            怎么数的：活动日当天在工作室集体活动签到、没有撤销的委员，一人一次。依据通知第四条第 2 项。
          </p>
        </Drawer>
      )}
    </>
  )
}
