import { useState } from 'react'
import { z } from 'zod'
import { useRead, useWrite } from '../../../../web/call.ts'
import { FreshCode } from '../../../../web/fresh-code.tsx'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { useMe } from '../../../../web/session.ts'
import {
  ErrorNote,
  Form,
  NumberField,
  PageHead,
  RadioGroup,
  Section,
  StepButton,
} from '../../../../web/ui/staff/index.ts'
import { type SignInRules, getSignInRules, setPasswordPeriod } from '../../contract.ts'
import { AddressRules } from './address-rules.tsx'

/** 登录规定: how often a password is changed, and from which networks a role may be used. */
export default function SignInRulesPage() {
  const rules = useRead(getSignInRules, {})
  if (rules.error) return <ErrorNote reference={rules.error.requestId ?? ''}>{rules.error.message}</ErrorNote>
  if (!rules.data) return <p className="meta">正在打开……</p>
  return (
    <>
      <PageHead
        title="登录规定"
        crumbs={[{ label: '账号与角色', to: below(staff.accounts()) }, { label: '登录规定' }]}
        facts={[rules.data.committeeName, '由安全管理员定，改了立即生效']}
      />
      <PasswordPeriod rules={rules.data} />
      <AddressRules rules={rules.data} />
    </>
  )
}

const Typed = z
  .object({ period: z.enum(['none', 'periodic']), days: z.number().int().optional() })
  .refine((typed) => typed.period === 'none' || (typed.days ?? 0) >= 30, {
    path: ['days'],
    message: '填 30 到 365 天',
  })

function PasswordPeriod({ rules }: { rules: SignInRules }) {
  const [isChanging, setChanging] = useState(false)
  const set = useWrite(setPasswordPeriod)
  const isProven = useMe().data?.contactsOpen ?? false
  return (
    <Section
      title="改密期限"
      said={rules.passwordDays === null ? '不强制定期改（默认）' : `每 ${rules.passwordDays} 天改一次`}
    >
      <p className="meta">
        到期的人登录时先到改密码的页面，改好才能用。没有被猜到、没有泄露的密码，不必定期改；等保测评要求定期改的，在这里定。
      </p>
      {!isChanging && <StepButton onPress={() => setChanging(true)}>改期限</StepButton>}
      {isChanging && !isProven && (
        <FreshCode why="登录规定是要紧的事，先确认是您本人。" onOpen={() => setChanging(true)} />
      )}
      {isChanging && isProven && (
        <Form
          schema={Typed}
          submit="就这样定"
          initial={{
            period: rules.passwordDays === null ? 'none' : 'periodic',
            days: String(rules.passwordDays ?? 90),
          }}
          onSubmit={async (typed, { key }) => {
            const days = typed.period === 'none' ? null : (typed.days ?? null)
            await set.send({ body: { committeeId: rules.committeeId, days }, key })
            setChanging(false)
          }}
        >
          <RadioGroup
            name="period"
            label="多久改一次"
            options={[
              { value: 'none', label: '不强制定期改（默认）' },
              { value: 'periodic', label: '按等保要求定期改' },
            ]}
          />
          <NumberField name="days" label="每多少天" optional hint="选了定期改才用得上，30 到 365 天。" />
        </Form>
      )}
    </Section>
  )
}
