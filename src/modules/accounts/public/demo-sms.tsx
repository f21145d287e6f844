import type { ReactElement } from 'react'
import { dayOf } from '../../../platform/clock.ts'
import { sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { maskPhone } from '../../../platform/names.ts'
import { smsText } from '../../../platform/notify/index.ts'
import type { PageContext } from '../../../platform/page.tsx'
import { Layout, Part } from '../../../web/ui/public/index.ts'
import { siteIdentity } from '../site.ts'
import { clockOf } from '../words.ts'

interface Row {
  id: string
  phone: Buffer
  template: string
  variables: Record<string, string>
  createdAt: string
}

/** /demo/sms, in the demo alone: what the fake provider has been given, newest first. */
export const demoSmsPage = async ({ tx, house, elder, nonce, now }: PageContext): Promise<ReactElement> => {
  if (!house.config.demo) throw new NotFound()
  const { rows } = await sql<Row>`
    select id, phone_sealed as phone, template, variables, created_at as "createdAt" from outbox
    order by created_at desc, id desc limit 20`.execute(tx)
  const site = await siteIdentity(tx, null, dayOf(now))
  return (
    <Layout
      title="演示里的短信"
      committee={{ name: site.name, footer: site.footer }}
      elder={elder}
      demo
      nonce={nonce}
      path="/demo/sms"
      noIndex
    >
      <h1 className="title">演示里的短信</h1>
      <p className="lead">演示里没有真短信。本来要发出去的，写在这里，新的在前。</p>
      {rows.map((row) => (
        <Part
          key={row.id}
          title={maskPhone(house.keyring.open(row.phone))}
          count={clockOf(new Date(row.createdAt))}
        >
          <p>{smsText(house, row.template, row.variables)}</p>
        </Part>
      ))}
      {rows.length === 0 && <p className="part">还没有。</p>}
    </Layout>
  )
}
