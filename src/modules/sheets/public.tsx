import type { ReactElement } from 'react'
import { siteIdentity } from '../accounts/index.ts'
import { z } from 'zod'
import { dayOf, fullDay } from '../../platform/clock.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { readyToCount } from '../../platform/measures.ts'
import type { PageContext } from '../../platform/page.tsx'
import { qrSvg } from '../../platform/qr.ts'
import { siteOf } from '../../platform/site.ts'
import { Layout, PrintSheet, Seal, asTime } from '../../web/ui/public/index.ts'
import { columns, kindsHead } from './columns.ts'
import { layOut } from './paper.ts'
import { type Verified, verifyCode } from './seal.ts'

const PrintAsked = z.object({
  annex: z.coerce
    .number()
    .pipe(z.union([z.literal(1), z.literal(2)]))
    .optional(),
  form: z.enum(['row', 'table']).default('table'),
  return: z.uuid().optional(),
  paper: z.enum(['A4', 'A3']).default('A4'),
})
const PrintPlace = z.object({ campaignId: z.uuid(), unitId: z.uuid() })

/** A sheet to print, as the form has it: the live one as a draft, or a submitted version with its seal. */
export const printPage = async (context: PageContext): Promise<ReactElement> => {
  const { tx, actor, house, request, reply } = context
  const place = PrintPlace.safeParse(context.params)
  const asked = PrintAsked.safeParse(context.query)
  if (!actor || !place.success) throw new NotFound()
  if (!asked.success) throw new Invalid([{ path: 'form', message: '打印的样式不对，请从统计表里打开' }])
  reply.header('cache-control', 'no-store')
  await readyToCount(tx)
  const { form, annex } = asked.data
  const paper = await layOut(tx, actor, { ...place.data, annex, form, returnId: asked.data.return })
  const rows = paper.rows.map((row) => ({
    name: row.name,
    cells: Object.fromEntries(row.cells.map((cell, at) => [`c${at + 1}`, cell])),
  }))
  const last = rows.at(-1)
  const isTable = form === 'table' && rows.length > 1
  const { seal } = paper
  const url = seal ? `${siteOf(house, request)}/verify/${seal.verifyCode}` : ''
  return (
    <PrintSheet
      annexNo={`附件${paper.annex}`}
      title={paper.title}
      unitName={paper.unitName}
      reportDate={paper.reportDay}
      columns={paper.wordings.map((wording, at) => ({
        key: `c${columns[at]?.no ?? at + 1}`,
        wording,
        ...(at >= 5 && at <= 12 ? { group: kindsHead } : {}),
      }))}
      rows={isTable ? rows.slice(0, -1) : rows}
      {...(isTable && last ? { totalRow: last } : {})}
      nameHead={form === 'row' ? null : '单位'}
      notes={paper.notes}
      footers={paper.heads}
      size={asked.data.paper}
      demo={house.config.demo}
      {...(seal
        ? {
            seal: {
              sealedAt: fullTime(seal.sealedAt),
              sealedOn: dayOf(new Date(seal.sealedAt)).replaceAll('-', '.'),
              digest: seal.digest,
              verifyUrl: url,
              qrSvg: qrSvg(url, { level: 'M' }),
            },
          }
        : {})}
    />
  )
}

/** 2026年9月30日 11:20: on paper the year stands. */
const fullTime = (instant: string): string => `${fullDay(dayOf(new Date(instant)))} ${asTime(instant)}`

/** /verify and /verify/:code: tells anyone whether a printed code matches what is sealed here; no values. (C29, Long runs) */
export const verifyPage = async (context: PageContext): Promise<ReactElement> => {
  const { tx, house, elder, nonce, now, params, query, reply } = context
  const asked = (params.code ?? query.code ?? '').slice(0, 60)
  const found = asked ? await verifyCode(tx, asked) : null
  const site = await siteIdentity(tx, null, dayOf(now))
  reply.header('cache-control', 'no-store')
  return (
    <Layout
      title="核对报表"
      committee={{ name: site.name, footer: site.footer }}
      elder={elder}
      demo={house.config.demo}
      nonce={nonce}
      path={asked ? `/verify/${encodeURIComponent(asked)}` : '/verify'}
      noIndex
    >
      <h1 className="title">核对报表</h1>
      {asked ? (
        <Found asked={asked} found={found} />
      ) : (
        <p className="lead">报表下方印着 24 位校验码，填在这里就能核对。</p>
      )}
      <form method="get" action="/verify">
        <div className="field">
          <label htmlFor="code">校验码</label>
          <input
            id="code"
            name="code"
            className="in"
            autoComplete="off"
            maxLength={40}
            placeholder="8F3A 21C7 5B0E 94D2 6A71 C30F"
            defaultValue={asked}
          />
        </div>
        <div className="act">
          <button className="btn btn-main" type="submit">
            核对
          </button>
        </div>
      </form>
    </Layout>
  )
}

function Found({ asked, found }: { asked: string; found: Verified | null }) {
  if (!found)
    return (
      <div role="status">
        <p className="lead">
          <b>与系统不一致</b>：没有封存过校验码是 {asked} 的报表。
        </p>
        <p>请对照纸上的 24 位再填一次；还是这样，请问报送的政协。</p>
      </div>
    )
  if (!found.matches)
    return (
      <div role="status">
        <p className="lead">
          <b>与系统不一致</b>：这个校验码封存过，但系统里的内容与封存时不同。请告诉发出这张表的政协。
        </p>
      </div>
    )
  return (
    <div role="status">
      <Seal words={['封存']} date={dayOf(new Date(found.sealedAt)).replaceAll('-', '.')} />
      <p className="lead">
        <b>与系统一致</b>：{found.campaignName}，附件{found.annex}，填表单位{found.unitName}，第{' '}
        {found.version} 版，
        {fullTime(found.sealedAt)} 封存。
      </p>
      <p>
        {found.superseded
          ? '这之后又补报过，请以新的一版为准。'
          : '纸上的数请与报送单位核对，本页不显示数字。'}
      </p>
    </div>
  )
}
