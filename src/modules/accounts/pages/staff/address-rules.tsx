import { useState } from 'react'
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { useRead, useWrite } from '../../../../web/call.ts'
import { FreshCode } from '../../../../web/fresh-code.tsx'
import { useMe } from '../../../../web/session.ts'
import {
  Confirm,
  DataTable,
  DateField,
  Empty,
  ErrorNote,
  Form,
  Section,
  SelectField,
  StepButton,
  TextField,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import {
  GrantedRole,
  Network,
  type SignInRules,
  addAddressRule,
  getSignInRules,
  removeAddressRule,
} from '../../contract.ts'

/** 限定网络: from where a role may be used; what would lock the reader out is refused with a sentence. */
export function AddressRules({ rules }: { rules: SignInRules }) {
  const [isChanging, setChanging] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const remove = useWrite(removeAddressRule)
  const isProven = useMe().data?.contactsOpen ?? false
  const again = useRead(getSignInRules, {})
  return (
    <Section title="限定网络" said={rules.rules.length > 0 ? `${rules.rules.length} 条` : '没有限定'}>
      <p className="meta">
        一种角色有了有效的一条，就只能在所列的网络里登录和使用；一条有效的都没有，就不限。您现在在{' '}
        {rules.yourAddress}。
      </p>
      <DataTable
        id="address-rules"
        caption="限定网络"
        rows={rules.rules}
        rowKey={(row) => row.id}
        columns={[
          { key: 'role', title: '角色', rowHead: true, width: 180, render: (row) => row.roleLabel },
          { key: 'network', title: '网络', width: 200, render: (row) => row.network },
          { key: 'note', title: '是哪里', render: (row) => row.note },
          {
            key: 'until',
            title: '到（当天起不算）',
            width: 170,
            render: (row) =>
              row.expiresOn === null
                ? '没有定'
                : row.isLiving
                  ? asDay(row.expiresOn)
                  : `${asDay(row.expiresOn)}，已过`,
          },
          {
            key: 'remove',
            title: '去掉',
            width: 260,
            render: (row) =>
              isChanging && isProven ? (
                <Confirm
                  verb="去掉"
                  busy={remove.busy}
                  onYes={() =>
                    void remove.send({ params: { id: row.id } }).then(
                      () => again.refetch(),
                      () => undefined,
                    )
                  }
                >
                  {row.roleLabel}不能再从 {row.network} 使用；这是最后一条的话，这个角色就不限网络了。
                </Confirm>
              ) : (
                ''
              ),
          },
        ]}
        empty={<Empty why="没有限定：各种角色在哪里都能登录。" />}
      />
      {remove.error && <ErrorNote>{remove.error.message}</ErrorNote>}
      {!isChanging && <StepButton onPress={() => setChanging(true)}>加一条或去掉</StepButton>}
      {isChanging && !isProven && (
        <FreshCode why="登录规定是要紧的事，先确认是您本人。" onOpen={() => setChanging(true)} />
      )}
      {isChanging && isProven && !isAdding && <StepButton onPress={() => setAdding(true)}>加一条</StepButton>}
      {isChanging && isProven && isAdding && <NewRule rules={rules} onDone={() => setAdding(false)} />}
    </Section>
  )
}

const Typed = z.object({
  role: GrantedRole,
  network: Network,
  note: z.string().max(60, '最多 60 个字').default(''),
  expiresOn: z.iso.date().optional(),
})

function NewRule({ rules, onDone }: { rules: SignInRules; onDone: () => void }) {
  const add = useWrite(addAddressRule)
  return (
    <Form
      schema={Typed}
      submit="加上"
      onSubmit={async ({ expiresOn, ...typed }, { key }) => {
        const body = { ...typed, id: newId(), committeeId: rules.committeeId, expiresOn: expiresOn ?? null }
        await add.send({ body, key })
        onDone()
      }}
    >
      <SelectField
        name="role"
        label="哪种角色"
        options={rules.roles.map(({ role, label }) => ({ value: role, label }))}
      />
      <TextField
        name="network"
        label="网络"
        max={50}
        hint="一个地址，如 203.0.113.7；一段地址，如 10.8.0.0/16。"
      />
      <TextField name="note" label="是哪里" max={60} optional hint="如 机关大楼、开会的宾馆。" />
      <DateField name="expiresOn" label="到哪天" optional hint="当天起这一条不算。不填就一直有。" />
    </Form>
  )
}
