import { useRead, useWrite } from '../../../../web/call.ts'
import { staff } from '../../../../web/paths.ts'
import {
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  StepButton,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import { endSession, listSessions } from '../../contract.ts'

/** 我的登录: every phone and computer that is signed in as oneself, and ending one from here. */
export default function MySessions() {
  const list = useRead(listSessions, { query: { size: 50 } })
  const end = useWrite(endSession)
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  return (
    <>
      <PageHead
        title="我的登录"
        facts={[
          '有不认得的，就让它退出，再请管理员给一个新的启用链接',
          '离开 15 分钟、或满 12 小时，自动退出',
        ]}
        aside={
          <a className="btn" href={staff.password()}>
            改密码
          </a>
        }
      />
      <DataTable
        id="my-sessions"
        caption="我的登录"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        said={total > 0 ? `共 ${total} 台` : undefined}
        columns={[
          {
            key: 'device',
            title: '手机或电脑',
            rowHead: true,
            render: (row) => (row.isThis ? `${row.device}（这一台）` : row.device),
          },
          {
            key: 'face',
            title: '用途',
            width: 140,
            render: (row) => (row.face === 'staff' ? '工作台' : '委员手机页'),
          },
          { key: 'created', title: '登录于', width: 170, render: (row) => asDayTime(row.createdAt) },
          { key: 'seen', title: '最近使用', width: 170, render: (row) => asDayTime(row.seenAt) },
          {
            key: 'end',
            title: '退出',
            width: 150,
            render: (row) =>
              row.isThis ? (
                ''
              ) : (
                <StepButton
                  busy={end.busy}
                  onPress={() => void end.send({ params: { id: row.id } }).catch(() => undefined)}
                >
                  让它退出
                </StepButton>
              ),
          },
        ]}
        empty={<Empty why="没有登录着的手机或电脑。" />}
      />
      {end.error && <ErrorNote>{end.error.message}</ErrorNote>}
    </>
  )
}
