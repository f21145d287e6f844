import type { ReactElement } from 'react'
import { writeAudit } from '../../../platform/audit.ts'
import { Unauthenticated } from '../../../platform/errors.ts'
import type { PageContext } from '../../../platform/page.tsx'
import { qrSvg } from '../../../platform/qr.ts'
import { dayOf } from '../../../platform/clock.ts'
import { siteOf } from '../../../platform/site.ts'
import { inFours } from '../codes.ts'
import { type Slip, listSlips } from '../hand-out.ts'
import { siteIdentity } from '../site.ts'

/** /print/slips/:id: A4, ten slips a sheet with lines to cut along; reading the codes is audited. */
export const slipsPage = async (context: PageContext): Promise<ReactElement> => {
  const { tx, actor, house, params, request, reply } = context
  if (!actor) throw new Unauthenticated()
  const { committeeId, slips } = await listSlips(tx, actor, house, params.id ?? '')
  const site = await siteIdentity(tx, committeeId, dayOf(actor.now))
  await writeAudit(house.db, actor, {
    endpoint: 'accounts.readSlips',
    recordId: params.id ?? null,
    outcome: 'read',
    status: 200,
  })
  const address = `${siteOf(house, request)}/m/sign-in/slip`
  reply.header('cache-control', 'no-store')
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`激活纸条 ${slips.length} 张`}</title>
        <style nonce={reply.cspNonce.style} dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <p className="how">
          共 {slips.length} 张。用 A4 纸打印，沿虚线剪开，当面交给本人。每张只能用一次；用过的不再印出来。
        </p>
        <main className="slips">
          {slips.map((slip) => (
            <OneSlip key={slip.code} slip={slip} address={address} site={site.name} />
          ))}
        </main>
      </body>
    </html>
  )
}

function OneSlip({ slip, address, site }: { slip: Slip; address: string; site: string }) {
  return (
    <section className="slip">
      <div
        className="qr"
        dangerouslySetInnerHTML={{ __html: qrSvg(`${address}?code=${slip.code}`, { level: 'M' }) }}
      />
      <div>
        <p className="who">
          {slip.name}　<small>{slip.no}</small>
        </p>
        <p className="code">{inFours(slip.code)}</p>
        <p>扫左边的码，按“登录”。或打开 {address}，输上面的数字。</p>
        <p>
          {site}。{dayOf(new Date(slip.endsAt)).replace(/^\d+-0?(\d+)-0?(\d+)$/, '$1月$2日')}
          前用，只能用一次，不要给别人看。
        </p>
      </div>
    </section>
  )
}

const style = `
@page { size: A4 portrait; margin: 10mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; color: #000; background: #fff; font: 9pt/1.45 'Songti SC', 'SimSun', 'Noto Serif CJK SC', serif; }
.how { margin: 6mm 0; font-size: 11pt; }
.slips { display: grid; grid-template-columns: 1fr 1fr; border-top: 1px dashed #000; border-left: 1px dashed #000; }
.slip { display: flex; gap: 4mm; min-height: 52mm; padding: 5mm 4mm; border-right: 1px dashed #000; border-bottom: 1px dashed #000; break-inside: avoid; overflow-wrap: anywhere; }
.slip p { margin: 0 0 1.5mm; }
.qr { flex: none; width: 32mm; }
.qr svg { display: block; width: 32mm; height: 32mm; }
.who { font-size: 13pt; font-weight: 700; }
.who small { font-size: 9pt; font-weight: 400; }
.code { font: 700 12.5pt/1.4 'Times New Roman', 'Liberation Serif', serif; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media print { .how { display: none; } body { max-width: none; } }
`
