import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { posterSvg } from '../../platform/qr.ts'
import type { FileReply } from '../../platform/transfer.ts'
import { isInside } from './access.ts'
import { publicPath } from './rules.ts'

/** What a poster says. */
export interface Poster {
  name: string
  committeeName: string
  address: string
  hours: string
  token: string
}

/** Posters of open venues of one's own 政协, by code: one, or all of a 政协. */
export const listPosters = async (
  tx: Tx,
  actor: Actor,
  of: { id: string } | { committeeId: string },
): Promise<Poster[]> => {
  const { rows } = await sql<Poster>`
    select u.name, c.name as "committeeName", v.address, v.hours, v.token
    from venues v join units u on u.id = v.id join units c on c.id = v.committee_id
    where v.state = 'open' and ${isInside(actor)}
      and (v.id = ${'id' in of ? of.id : null}::uuid or v.committee_id = ${'committeeId' in of ? of.committeeId : null}::uuid)
    order by u.code`.execute(tx)
  return rows
}

/** The poster of one venue as an SVG of A4. Throws NotFound. */
export const getPoster = async (tx: Tx, actor: Actor, id: string, site: string): Promise<FileReply> => {
  const [poster] = await listPosters(tx, actor, { id })
  if (!poster) throw new NotFound()
  return {
    file: Buffer.from(venuePoster(poster, site)),
    name: `${poster.name}海报.svg`,
    mediaType: 'image/svg+xml; charset=utf-8',
  }
}

/** The poster of a venue as an SVG of A4: name, 政协, the code of its page, and where to turn without a phone. */
export const venuePoster = (poster: Poster, site: string): string =>
  posterSvg({
    title: poster.name,
    subtitle: poster.committeeName,
    url: `${site}${publicPath(poster.token)}`,
    lines: [
      '有事请用手机扫一扫，跟委员说说，不用注册',
      poster.address ? `地址：${poster.address}` : '',
      poster.hours ? `开放：${poster.hours}` : '',
      '不会用手机的，请直接来工作室，或请工作人员代写',
    ].filter(Boolean),
  })
