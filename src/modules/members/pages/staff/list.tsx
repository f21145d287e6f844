import { Link } from 'react-router'
import { addressOf, useRead, useWrite } from '../../../../web/call.ts'
import { ExportButton } from '../../../../web/export-button.tsx'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Button,
  DataTable,
  Empty,
  SearchBox,
  Select,
  Status,
  asDay,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import {
  type MemberChoices,
  type MemberRow,
  exportMembers,
  genderLabels,
  getMemberChoices,
  listMembers,
  startMemberExport,
} from '../../contract/directory.ts'
import { useMemberFilters } from './filters.ts'
import { MembersHead } from './head.tsx'

type Filters = ReturnType<typeof useMemberFilters>

/** 名册: the members of one's own 政协. */
export default function MemberList() {
  const filters = useMemberFilters()
  const list = useRead(listMembers, { query: { ...filters.asked, page: filters.page, size: 20 } })
  const choices = useRead(getMemberChoices)
  const run = useWrite(startMemberExport)
  const total = list.data?.total ?? 0
  return (
    <>
      <MembersHead
        here="list"
        facts={[
          ...(choices.data ? [choices.data.committeeName] : []),
          '手机号打星；打开联系方式后才显示全号，每次都有记录',
        ]}
        aside={choices.data?.mayEdit ? <Tools /> : undefined}
      />
      <DataTable
        id="members"
        caption="委员名册"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        minWidth={1000}
        filters={<Filters filters={filters} choices={choices.data} />}
        said={total > 0 ? `共 ${inThousands(total)} 位` : undefined}
        tools={(shown) => (
          <ExportButton
            href={addressOf(exportMembers, { query: { ...filters.asked, columns: shown.join(',') } })}
            total={total}
            start={(id) => run.send({ body: { ...filters.asked, columns: shown.join(','), id } })}
          >
            导出
          </ExportButton>
        )}
        columns={columns}
        paging={{
          page: filters.page,
          size: 20,
          total,
          onChange: (page) => filters.set('page', String(page)),
        }}
        empty={
          filters.isNarrowed ? (
            <Empty why="没有符合的委员，换个条件试试。" next={<OtherWays words={filters.get('search')} />} />
          ) : (
            <Empty
              why="名册里还没有委员。下载模板，填好名单，一次就能导入。"
              next={
                choices.data?.mayEdit ? (
                  <Link to={below(staff.importMembers())}>导入委员名单</Link>
                ) : undefined
              }
            />
          )
        }
      />
    </>
  )
}

/** A studio's bare name typed into the find box comes here too: the same words lead on to the studios. */
function OtherWays({ words }: { words: string }) {
  return (
    <>
      {words && (
        <>
          <Link to={below(`${staff.venues()}?search=${encodeURIComponent(words)}`)}>
            到工作室里找“{words}”
          </Link>
          {'　'}
        </>
      )}
      <Link to={below(staff.members())}>看全部委员</Link>
    </>
  )
}

function Tools() {
  return (
    <div className="open">
      <Button to={below(staff.newMember())}>登记一位</Button>
      <Button main to={below(staff.importMembers())}>
        导入名单
      </Button>
    </div>
  )
}

function Filters({ filters, choices }: { filters: Filters; choices: MemberChoices | undefined }) {
  const chosen = [
    { name: 'sectorId', label: '界别', options: choices?.sectors ?? [] },
    { name: 'party', label: '党派', options: choices?.parties ?? [] },
    { name: 'post', label: '职务', options: choices?.posts ?? [] },
    { name: 'specialCommitteeId', label: '专委会', options: choices?.specialCommittees ?? [] },
    { name: 'groupId', label: '小组', options: choices?.groups ?? [] },
  ] as const
  return (
    <>
      <SearchBox
        label="姓名、拼音、首字母、编号、手机号"
        width={300}
        value={filters.get('search')}
        onChange={(words) => filters.set('search', words)}
      />
      {chosen
        .filter(({ options }) => options.length > 0)
        .map(({ name, label, options }) => (
          <Select
            key={name}
            label={label}
            options={options}
            value={filters.get(name)}
            onChange={(value) => filters.set(name, value)}
          />
        ))}
      <Select
        label="任职"
        all={null}
        value={filters.get('standing') || 'serving'}
        options={[
          { value: 'serving', label: '在任' },
          { value: 'ended', label: '已离任' },
          { value: 'all', label: '全部' },
        ]}
        onChange={(value) => filters.set('standing', value === 'serving' ? '' : value)}
      />
      <Select
        label="入驻"
        value={filters.get('unsettled')}
        options={[{ value: 'yes', label: '未入驻' }]}
        onChange={(value) => filters.set('unsettled', value)}
      />
      <Select
        label="排序"
        all={null}
        value={filters.get('sort') || 'strokes'}
        options={[
          { value: 'strokes', label: '姓氏笔画' },
          { value: 'pinyin', label: '拼音' },
          { value: 'no', label: '编号' },
        ]}
        onChange={(value) => filters.set('sort', value === 'strokes' ? '' : value)}
      />
    </>
  )
}

const columns = [
  {
    key: 'no',
    title: '编号',
    width: 104,
    hideable: true,
    render: (row: MemberRow) => <span className="num">{row.no}</span>,
  },
  {
    key: 'name',
    title: '姓名',
    width: 92,
    rowHead: true,
    render: (row: MemberRow) => <Link to={below(staff.member(row.id))}>{row.name}</Link>,
  },
  {
    key: 'gender',
    title: '性别',
    width: 64,
    hideable: true,
    hidden: true,
    render: (row: MemberRow) => row.gender && genderLabels[row.gender],
  },
  { key: 'sector', title: '界别', width: 108, hideable: true, render: (row: MemberRow) => row.sector },
  { key: 'party', title: '党派', width: 98, hideable: true, render: (row: MemberRow) => row.party },
  { key: 'post', title: '职务', width: 80, hideable: true, render: (row: MemberRow) => row.post },
  {
    key: 'specialCommittee',
    title: '专委会',
    width: 120,
    hideable: true,
    render: (row: MemberRow) => row.specialCommittee,
  },
  { key: 'group', title: '小组', hideable: true, hidden: true, render: (row: MemberRow) => row.group },
  {
    key: 'workplace',
    title: '单位及职务',
    width: 120,
    hideable: true,
    render: (row: MemberRow) => row.workplace,
  },
  {
    key: 'phone',
    title: '手机号',
    width: 112,
    hideable: true,
    render: (row: MemberRow) => <span className="num">{row.phone}</span>,
  },
  {
    key: 'venues',
    title: '入驻',
    hideable: true,
    render: (row: MemberRow) => row.venues || <span className="note">未入驻</span>,
  },
  { key: 'standing', title: '任职', width: 96, render: (row: MemberRow) => <Standing row={row} /> },
]

function Standing({ row }: { row: MemberRow }) {
  if (row.serving) return <Status kind="done">在任</Status>
  const when = row.until ? `${asDay(row.until)}起` : ''
  return (
    <Status kind="off">
      {when}
      {row.endedAs ?? '离任'}
    </Status>
  )
}
