import type { ReactElement } from 'react'
import { writeAudit } from '../../../platform/audit.ts'
import { beginningIn } from '../../../platform/beginning-in.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound, Unauthenticated } from '../../../platform/errors.ts'
import type { House } from '../../../platform/house.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { PageContext } from '../../../platform/page.tsx'
import { qrSvg } from '../../../platform/qr.ts'
import { sameDigest } from '../../../platform/crypto.ts'
import { siteOf } from '../../../platform/site.ts'
import { queryDigest, sealLink } from '../intake/receipts.ts'
import { channels } from '../rules.ts'
import { slipCode } from './codes.ts'
import { OnlyHere, isUuid, printStyle } from './paper.tsx'

interface Slip {
  opinionId: string
  place: string
  number: string
  code: string
  begins: string
  onDay: string
  channel: string | null
  studio: string
  phone: string
}

/** Receipts of one sheet that still stand, by number, for who made them out. Throws NotFound. */
export const listSlips = async (tx: Tx, actor: Actor, house: House, id: string): Promise<Slip[]> => {
  const { rows } = await sql<Omit<Slip, 'code'> & { digest: Buffer | null }>`
    select o.id as "opinionId", c.short_name as place, o.number, ${beginningIn(sql`o.words`, 28)} as begins, o.query_digest as digest,
      (o.happened_at at time zone 'Asia/Shanghai')::date as "onDay", o.channel, coalesce(u.name, c.name) as studio,
      coalesce(v.phone, '') as phone
    from opinion_slips s join opinions o on o.id = s.opinion_id join units c on c.id = o.committee_id
      left join lateral (select w.venue_id from opinion_venues w where w.opinion_id = o.id order by w.venue_id limit 1) w on true
      left join venues v on v.id = w.venue_id left join units u on u.id = w.venue_id
    where s.id = ${id} and s.issued_by = ${actor.personId} and o.number is not null order by o.number, o.id`.execute(
    tx,
  )
  return rows.flatMap(({ digest, ...slip }) => {
    const code = slipCode(house, id, slip.opinionId)
    const stands = digest !== null && sameDigest(digest, queryDigest(house, slip.opinionId, code))
    return stands ? [{ ...slip, code }] : []
  })
}

/** /print/opinion-slips/:id: A4, six receipts a sheet with lines to cut along; reading the codes is audited. */
export const slipsPage = async (context: PageContext): Promise<ReactElement> => {
  const { tx, actor, house, params, request, reply } = context
  if (!actor) throw new Unauthenticated()
  const id = params.id ?? ''
  const slips = isUuid(id) ? await listSlips(tx, actor, house, id) : []
  if (slips.length === 0) throw new NotFound('这一批回执单没有能用的了：后来又印过，或者不是您印的。')
  await writeAudit(house.db, actor, {
    endpoint: 'opinions.readSlips',
    recordId: id,
    outcome: 'read',
    status: 200,
  })
  const site = siteOf(house, request)
  reply.header('cache-control', 'no-store')
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`回执单 ${slips.length} 张`}</title>
        <style nonce={reply.cspNonce.style} dangerouslySetInnerHTML={{ __html: printStyle + style }} />
      </head>
      <body>
        <div className="how">
          <p>
            共 {slips.length} 张。用 A4 纸打印，沿虚线剪开，交给反映人本人。查询码等于钥匙，不要拍照群发。
          </p>
          <OnlyHere site={site} />
          <table>
            <caption>对照表：哪一条，什么编号</caption>
            <thead>
              <tr>
                <th scope="col">编号</th>
                <th scope="col">查询码</th>
                <th scope="col">日期</th>
                <th scope="col">来源</th>
                <th scope="col">内容</th>
              </tr>
            </thead>
            <tbody>
              {slips.map((slip) => (
                <tr key={slip.opinionId}>
                  <td className="num">{slip.number}</td>
                  <td className="num">{inThrees(slip.code)}</td>
                  <td className="num">{slip.onDay}</td>
                  <td>{slip.channel ? (channels[slip.channel] ?? slip.channel) : ''}</td>
                  <td>{slip.begins}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <main className="slips">
          {slips.map((slip) => (
            <OneSlip key={slip.opinionId} slip={slip} house={house} site={site} />
          ))}
        </main>
      </body>
    </html>
  )
}

const inThrees = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`

function OneSlip({ slip, house, site }: { slip: Slip; house: House; site: string }) {
  const { opinionId, place, number, code } = slip
  const link = `${site}/track/${sealLink(house, 'track', { opinionId, place, number, code })}`
  return (
    <section className="slip">
      <div className="qr" dangerouslySetInnerHTML={{ __html: qrSvg(link, { level: 'M' }) }} />
      <div>
        <p className="head">收到您反映的事</p>
        <p>{slip.begins}</p>
        <p className="row">
          编号 <b className="num">{`${place} ${number}`}</b>
        </p>
        <p className="row">
          查询码 <b className="num">{inThrees(code)}</b>
        </p>
        <p>扫左边的码看办到哪一步；或打开 {`${site}/track`}，输编号和查询码。</p>
        <p>
          没有手机的，{slip.phone ? `打电话 ${slip.phone} 或` : ''}当面报编号也能问：{slip.studio}。
        </p>
      </div>
    </section>
  )
}

const style = `
.how table { width: 100%; margin: 4mm 0 8mm; border-collapse: collapse; }
.how caption { text-align: left; font-weight: 700; padding: 1mm 0; }
.how th, .how td { padding: 1mm 2mm; border: 1px solid #999; text-align: left; }
.slips { display: grid; grid-template-columns: 1fr 1fr; border-top: 1px dashed #000; border-left: 1px dashed #000; }
.slip { display: flex; gap: 3mm; min-height: 66mm; padding: 4mm 3mm; border-right: 1px dashed #000; border-bottom: 1px dashed #000; break-inside: avoid; overflow-wrap: anywhere; }
.slip p { margin: 0 0 1.2mm; }
.slip .qr svg { display: block; width: 40mm; height: 40mm; }
.head { font-size: 12pt; font-weight: 700; }
.row b { font-size: 13pt; }
@media print { .how { break-after: page; } }
@media (max-width: 700px) { .slips { grid-template-columns: 1fr; } }
`
