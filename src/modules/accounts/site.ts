import { z } from 'zod'
import { type Tx, sql } from '../../platform/db.ts'

const Written = z.object({
  name: z.string().optional(),
  contact: z.string().optional(),
  footer: z.array(z.string()).optional(),
})

/** What the site calls itself for a 政协: its own name, contact and footer marks; 民桥 is the software's name. */
export interface SiteIdentity {
  name: string
  contact: string
  footer: string[]
  /** of the 政协 that was asked for; null for the uppermost, whose home is the front page */
  code: string | null
}

/** The identity of a 政协's site (setting `site`), or of the uppermost 政协 when nobody is signed in; null where there is none. */
export const siteIdentity = async (
  tx: Tx,
  committeeId: string | null,
  today: string,
): Promise<SiteIdentity> => {
  const { rows } = await sql<{ name: string; code: string; value: unknown }>`
    select u.name, u.code, s.value from units u
      left join settings s on s.committee_id = u.id and s.key = 'site' and s.valid @> ${today}::date
    where u.kind = 'committee' and (${committeeId}::uuid is null or u.id = ${committeeId})
    order by array_position(array['province', 'city', 'county'], u.level), u.position limit 1`.execute(tx)
  const [row] = rows
  const written = Written.safeParse(row?.value ?? {})
  const own = written.success ? written.data : {}
  return {
    name: own.name ?? (row ? `${row.name}履职平台` : '政协履职平台'),
    contact: own.contact ?? '',
    footer: own.footer ?? [],
    code: committeeId && row ? row.code : null,
  }
}
