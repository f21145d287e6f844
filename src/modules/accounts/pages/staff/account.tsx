import { useState } from 'react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Confirm,
  ErrorNote,
  Facts,
  Form,
  PageHead,
  Pressed,
  Section,
  StepButton,
  TextField,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import {
  type Account,
  disableAccount,
  enableAccount,
  endAllSessions,
  getAccount,
  makeReadOutCode,
  makeSetUpLink,
  unlockAccount,
} from '../../contract.ts'
import { GivenCode } from './given-code.tsx'
import { Grants } from './grants.tsx'
import { AccountState } from './look.tsx'

/** One account: state, roles, and what may be done with it, each with its reason where it may not. */
export default function AccountPage() {
  const { id = '' } = useParams()
  const account = useRead(getAccount, { params: { id } })
  if (account.error)
    return <ErrorNote missing={account.error.status === 404}>{account.error.message}</ErrorNote>
  if (!account.data) return <p className="meta">正在打开……</p>
  const { data } = account
  return (
    <>
      <PageHead
        title={data.name}
        crumbs={[{ label: '账号与角色', to: below(staff.accounts()) }, { label: data.name }]}
        facts={[<AccountState key="state" account={data} />]}
      />
      <Facts
        rows={[
          { label: '登录名', value: data.login ?? '没有，用手机登录' },
          { label: '最近使用', value: data.lastSeenAt ? asDayTime(data.lastSeenAt) : '还没登录过' },
          { label: '现在登录着', value: data.openSessions > 0 ? `${data.openSessions} 台` : '没有' },
        ]}
      />
      {data.isServing && <ReadOut account={data} />}
      <Grants account={data} />
      {(data.login !== null || data.grants.some((grant) => grant.role !== 'convener')) && (
        <SetUp account={data} />
      )}
      <Locks account={data} />
    </>
  )
}

function SetUp({ account }: { account: Account }) {
  const make = useWrite(makeSetUpLink)
  const [made, setMade] = useState<string | null>(null)
  return (
    <Section title="启用链接" said={account.isSetUp ? '忘了密码、换了手机时用' : '本人用它设密码、绑动态码'}>
      {account.isSetUp ? (
        <Confirm
          verb="给一个新的启用链接"
          obstacle={account.steps.setUp}
          busy={make.busy}
          onYes={() =>
            void make.send({ params: { id: account.personId } }).then(({ id }) => setMade(id), ignore)
          }
        >
          本人用新链接设好之前，原来的密码和动态码照旧；设好之后，原来的作废，各处都要重新登录。
        </Confirm>
      ) : account.login === null && account.steps.setUp === null ? (
        <Form
          schema={WithLogin}
          submit="给一个启用链接"
          onSubmit={async (body, { key }) => {
            const { id } = await make.send({ params: { id: account.personId }, body, key })
            setMade(id)
          }}
        >
          <TextField
            name="login"
            label="登录名"
            max={40}
            hint="字母、数字、点和短横，3 到 40 位。委员用手机登录，不用给。"
          />
        </Form>
      ) : (
        <StepButton
          obstacle={account.steps.setUp}
          busy={make.busy}
          onPress={() =>
            void make.send({ params: { id: account.personId } }).then(({ id }) => setMade(id), ignore)
          }
        >
          给一个启用链接
        </StepButton>
      )}
      {make.error && account.login !== null && <ErrorNote>{make.error.message}</ErrorNote>}
      {made && <GivenCode id={made} />}
    </Section>
  )
}

function ReadOut({ account }: { account: Account }) {
  const make = useWrite(makeReadOutCode)
  const [made, setMade] = useState<string | null>(null)
  return (
    <Section title="念给本人的登录码" said="委员收不到短信时用，10 分钟内有效，用一次">
      <StepButton
        obstacle={account.steps.readOut}
        busy={make.busy}
        onPress={() =>
          void make.send({ params: { id: account.personId } }).then(({ id }) => setMade(id), ignore)
        }
      >
        生成一个登录码
      </StepButton>
      {make.error && <ErrorNote>{make.error.message}</ErrorNote>}
      {made && <GivenCode id={made} />}
    </Section>
  )
}

function Locks({ account }: { account: Account }) {
  const params = { id: account.personId }
  const disable = useWrite(disableAccount)
  const enable = useWrite(enableAccount)
  const unlock = useWrite(unlockAccount)
  const end = useWrite(endAllSessions)
  const error = disable.error ?? enable.error ?? unlock.error ?? end.error
  return (
    <Section title="停用与退出">
      <div className="open">
        {account.state === 'active' ? (
          <Confirm
            verb="停用账号"
            obstacle={account.steps.disable}
            busy={disable.busy}
            onYes={() => void disable.send({ params }).catch(ignore)}
          >
            停用立即生效：{account.name}正在用的手机和电脑当场退出，也不能再登录。记录都还在，可以恢复。
          </Confirm>
        ) : (
          <StepButton
            obstacle={account.steps.disable}
            busy={enable.busy}
            onPress={() => void enable.send({ params }).catch(ignore)}
          >
            恢复账号
          </StepButton>
        )}
        {account.lockedUntil && (
          <StepButton
            obstacle={account.steps.disable}
            busy={unlock.busy}
            onPress={() => void unlock.send({ params }).catch(ignore)}
          >
            解除锁定
          </StepButton>
        )}
        <StepButton
          obstacle={account.steps.endSessions}
          busy={end.busy}
          onPress={() => void end.send({ params }).catch(ignore)}
        >
          让各处都退出
        </StepButton>
        {end.error === null &&
          end.busy === false &&
          account.openSessions === 0 &&
          account.state === 'disabled' && <Pressed>已停用</Pressed>}
      </div>
      {error && <ErrorNote>{error.message}</ErrorNote>}
    </Section>
  )
}

const WithLogin = z.object({ login: z.string().min(3, '登录名至少 3 位').max(40) })

/** The failure stands beside its button. */
const ignore = () => undefined
