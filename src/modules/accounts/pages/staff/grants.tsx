import { useState } from 'react'
import { z } from 'zod'
import { dayOf } from '../../../../platform/clock.ts'
import { CallError, useRead, useWrite } from '../../../../web/call.ts'
import { FreshCode } from '../../../../web/fresh-code.tsx'
import { useMe } from '../../../../web/session.ts'
import {
  Confirm,
  DataTable,
  DateField,
  Empty,
  ErrorNote,
  Form,
  SearchSelect,
  Section,
  SelectField,
  StepButton,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import { type Account, GrantedRole, endGrant, grantRole, listGrantableUnits } from '../../contract.ts'

/** Roles of a person on units of this 政协: since when, until when, and taking one back. */
export function Grants({ account }: { account: Account }) {
  const [isAdding, setAdding] = useState(false)
  const me = useMe()
  const end = useWrite(endGrant)
  const mayGrant = account.steps.grant === null
  const isProven = me.data?.contactsOpen ?? false
  return (
    <Section title="角色" said={account.grants.length > 0 ? `${account.grants.length} 个` : '还没有'}>
      <DataTable
        id="account-grants"
        caption="角色"
        rows={account.grants}
        rowKey={(row) => row.id}
        columns={[
          { key: 'role', title: '角色', rowHead: true, width: 180, render: (row) => row.roleLabel },
          { key: 'unit', title: '在哪里', render: (row) => row.unitName },
          { key: 'from', title: '从', width: 130, render: (row) => (row.from ? asDay(row.from) : '') },
          {
            key: 'until',
            title: '到（当天起没有）',
            width: 160,
            render: (row) => (row.until ? asDay(row.until) : '没有定'),
          },
          {
            key: 'end',
            title: '收回',
            width: 260,
            render: (row) =>
              mayGrant && isProven && row.role !== 'convener' ? (
                <Confirm
                  verb="收回"
                  busy={end.busy}
                  onYes={() =>
                    void end
                      .send({
                        params: { id: account.personId },
                        body: { unitId: row.unitId, role: row.role, on: dayOf(new Date()) },
                      })
                      .catch(() => undefined)
                  }
                >
                  从今天起，{account.name}不再是{row.unitName}的{row.roleLabel}。
                </Confirm>
              ) : (
                ''
              ),
          },
        ]}
        empty={
          <Empty
            why={
              account.isServing ? '没有工作角色，以委员身份用手机登录。' : '还没有角色，登录后什么也看不到。'
            }
          />
        }
      />
      {end.error && <ErrorNote>{end.error.message}</ErrorNote>}
      {!isAdding && (
        <StepButton obstacle={account.steps.grant} onPress={() => setAdding(true)}>
          授予或收回角色
        </StepButton>
      )}
      {isAdding && !isProven && (
        <FreshCode why="授予和收回角色是要紧的事，先确认是您本人。" onOpen={() => setAdding(true)} />
      )}
      {isAdding && isProven && <NewGrant account={account} onDone={() => setAdding(false)} />}
    </Section>
  )
}

const Typed = z.object({
  unitId: z.string().min(1, '请选单位'),
  role: GrantedRole,
  from: z.iso.date('请填开始日'),
  until: z.iso.date().optional(),
})

function NewGrant({ account, onDone }: { account: Account; onDone: () => void }) {
  const [search, setSearch] = useState('')
  const units = useRead(listGrantableUnits, { query: { size: 50, ...(search ? { search } : {}) } })
  const grant = useWrite(grantRole)
  const roles = [
    ...new Map((units.data?.rows ?? []).flatMap((unit) => unit.roles).map((role) => [role.role, role.label])),
  ].map(([value, label]) => ({ value, label }))
  return (
    <Form
      schema={Typed}
      submit="授予"
      initial={{ from: dayOf(new Date()) }}
      onSubmit={async (body, { key }) => {
        const unit = units.data?.rows.find((row) => row.unitId === body.unitId)
        if (unit && !unit.roles.some((role) => role.role === body.role))
          throw new CallError(400, 'invalid', '', {
            fields: [
              {
                path: 'role',
                message: `${unit.unitName}上可以有：${unit.roles.map((role) => role.label).join('、')}`,
              },
            ],
          })
        await grant.send({ params: { id: account.personId }, body, key })
        onDone()
      }}
    >
      <SearchSelect
        name="unitId"
        label="在哪个单位"
        options={(units.data?.rows ?? []).map((unit) => ({ value: unit.unitId, label: unit.unitName }))}
        onSearch={setSearch}
        isLooking={units.isFetching}
      />
      <SelectField
        name="role"
        label="什么角色"
        options={roles}
        hint="召集人在工作室的页面上设；委员身份随任职。"
      />
      <DateField name="from" label="从哪天起" />
      <DateField name="until" label="到哪天" optional hint="当天起就没有这个角色。不填就一直有，直到收回。" />
    </Form>
  )
}
