import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { newKey, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { useMe } from '../../../../web/session.ts'
import { Form, PageHead, TextField } from '../../../../web/ui/staff/index.ts'
import { createAccount } from '../../contract.ts'

const Typed = z.object({
  name: z.string().min(1, '请填姓名').max(40),
  login: z.string().min(3, '登录名至少 3 位').max(40),
})

/** Opens an account for a colleague: no password is set here, the colleague gets a link. */
export default function NewAccount() {
  const go = useNavigate()
  const me = useMe()
  const write = useWrite(createAccount)
  const id = useMemo(() => newKey(), [])
  const keeper = me.data?.grants.find((grant) => grant.role === 'system' || grant.role === 'office')
  return (
    <>
      <PageHead
        title="为同事开账号"
        crumbs={[{ label: '账号与角色', to: below(staff.accounts()) }, { label: '开账号' }]}
        facts={['不在这里设密码：开好后给同事一个启用链接，由本人设密码、绑动态码']}
      />
      <Form
        schema={Typed}
        submit="开账号"
        closed={keeper ? null : '开账号要有办公室或系统管理员的角色'}
        onSubmit={async (body, { key }) => {
          await write.send({ body: { ...body, id, committeeId: keeper?.unitId ?? '' }, key })
          await go(below(staff.account(id)))
        }}
      >
        <TextField name="name" label="姓名" max={40} />
        <TextField
          name="login"
          label="登录名"
          max={40}
          hint="字母、数字、点和短横，3 到 40 位，不分大小写。例如：wenxm"
        />
      </Form>
    </>
  )
}
