import type { ReactElement } from 'react'
import { type Actor, committeesOf, unitsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound, Unauthenticated } from '../../../platform/errors.ts'
import type { PageContext } from '../../../platform/page.tsx'
import { qrSvg } from '../../../platform/qr.ts'
import { siteOf } from '../../../platform/site.ts'
import { intakePath } from '../codes.ts'
import { OnlyHere, isUuid, printStyle } from './paper.tsx'

interface Studio {
  name: string
  committeeName: string
  token: string
  phone: string
  hours: string
  address: string
}

/** An open studio of those that one takes down opinions for. Throws NotFound. */
const getStudio = async (tx: Tx, actor: Actor, id: string): Promise<Studio> => {
  const today = dayOf(actor.now)
  const { rows } = await sql<Studio>`
    select u.name, c.name as "committeeName", v.token, coalesce(v.phone, '') as phone, coalesce(v.hours, '') as hours,
      coalesce(v.address, '') as address
    from venues v join units u on u.id = v.id join units c on c.id = v.committee_id
    where v.id = ${id} and v.state = 'open' and (v.committee_id = any(${committeesOf(actor, 'office')}::uuid[])
      or exists (select from unit_reach r where r.unit_id = v.id and r.valid @> ${today}::date
        and r.ancestor_id = any(${unitsOf(actor, 'convener', 'contact_group')}::uuid[]))
      or exists (select from residencies r where r.venue_id = v.id and r.person_id = ${actor.personId} and r.valid @> ${today}::date))`.execute(
    tx,
  )
  const [studio] = rows
  if (!studio) throw new NotFound('没有找到这家工作室。开放的工作室才印意见表。')
  return studio
}

/** /print/opinion-form/:id: 意见表 of a studio on one A4 page: to be filled in by hand, with a receipt to tear off. */
export const blankFormPage = async (context: PageContext): Promise<ReactElement> => {
  const { tx, actor, house, params, request, reply } = context
  if (!actor) throw new Unauthenticated()
  const id = params.id ?? ''
  const studio = await getStudio(tx, actor, isUuid(id) ? id : '00000000-0000-0000-0000-000000000000')
  const site = siteOf(house, request)
  reply.header('cache-control', 'no-store')
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${studio.name}意见表`}</title>
        <style nonce={reply.cspNonce.style} dangerouslySetInnerHTML={{ __html: printStyle + style }} />
      </head>
      <body>
        <div className="how">
          <p>
            一页
            A4，可以多印几张放在意见箱旁边。收到以后在“代录信件、电话”里记，把编号和查询码抄到回执上，撕下交给反映人。
          </p>
          <OnlyHere site={site} />
        </div>
        <main className="sheet">
          <Head studio={studio} site={site} />
          <Lines />
          <Receipt studio={studio} site={site} />
        </main>
      </body>
    </html>
  )
}

function Head({ studio, site }: { studio: Studio; site: string }) {
  return (
    <header>
      <div>
        <h1>群众意见表</h1>
        <p className="of">{studio.name}</p>
        <p>{studio.committeeName}</p>
        <p>举报公职人员、打官司的事、急救报警，不走这里：请找 12388、法院、110、120；日常求助可打 12345。</p>
        <p>请不要写国家秘密、身份证号。</p>
      </div>
      <figure>
        <div
          className="qr"
          dangerouslySetInnerHTML={{ __html: qrSvg(`${site}${intakePath(studio.token)}`, { level: 'Q' }) }}
        />
        <figcaption>有手机的，扫码写更快</figcaption>
      </figure>
    </header>
  )
}

/** What is asked: only what was said is needed. */
function Lines() {
  return (
    <section>
      <p className="ask">您要说的事（在哪里、什么时候、怎么回事、希望怎么办）</p>
      <div className="rules">
        {Array.from({ length: 10 }, (_, at) => (
          <div key={at} />
        ))}
      </div>
      <p className="fill">
        怎么称呼您（可以不写）
        <span /> 写的日期
        <span />
      </p>
      <p className="fill">
        电话（可以不写；留了，有结果告诉您）
        <span />
      </p>
      <p className="fill">
        在哪里（可以不写）
        <span />
      </p>
      <p>这些只用来办您反映的事，不公开您是谁。三个工作日内告诉您受不受理，受理后十五个工作日内答复。</p>
    </section>
  )
}

function Receipt({ studio, site }: { studio: Studio; site: string }) {
  return (
    <footer>
      <p className="cut">沿虚线撕下，交给反映人</p>
      <div className="receipt">
        <figure>
          <div className="qr" dangerouslySetInnerHTML={{ __html: qrSvg(`${site}/track`, { level: 'Q' }) }} />
          <figcaption>扫码查进度</figcaption>
        </figure>
        <div>
          <p className="head">回执（由工作人员填）</p>
          <p className="fill">
            编号
            <span /> 查询码
            <span />
          </p>
          <p className="fill">
            收到的日期
            <span /> 经手人
            <span />
          </p>
          <p>
            扫左边的码，输编号和查询码，就看得到办到哪一步；或打开 {`${site}/track`}。打电话
            {studio.phone ? ` ${studio.phone} ` : '到工作室'}报编号也能问。
          </p>
          <p>{[studio.name, studio.address, studio.hours].filter(Boolean).join('，')}</p>
        </div>
      </div>
    </footer>
  )
}

const style = `
.sheet { display: flex; flex-direction: column; min-height: 272mm; }
header { display: flex; gap: 6mm; justify-content: space-between; align-items: flex-start; }
h1 { margin: 0; font-size: 22pt; }
.of { margin: 1mm 0; font-size: 15pt; font-weight: 700; }
header p, section p, footer p { margin: 0 0 1.5mm; }
figure { margin: 0; flex: none; text-align: center; }
figure svg { display: block; width: 34mm; height: 34mm; margin: 0 auto; }
section { flex: 1; }
.ask { margin-top: 4mm; font-size: 13pt; font-weight: 700; }
.rules div { height: 12mm; border-bottom: 1px solid #666; }
.fill { display: flex; align-items: flex-end; gap: 2mm; margin: 4mm 0 1mm; font-size: 12pt; white-space: nowrap; }
.fill span { flex: 1; min-width: 24mm; border-bottom: 1px solid #000; }
.cut { margin-top: 4mm; padding-top: 2mm; border-top: 1px dashed #000; text-align: center; font-size: 9pt; }
.receipt { display: flex; gap: 5mm; align-items: flex-start; }
.receipt > div { flex: 1; }
.head { font-size: 13pt; font-weight: 700; }
@media print { .how { display: none; } .sheet { min-height: 276mm; max-height: 276mm; overflow: hidden; } }
@media (max-width: 700px) { header, .receipt { flex-wrap: wrap; } .fill { flex-wrap: wrap; white-space: normal; } }
`
