import { type Role, roleLabels } from './platform/actor.ts'
import { sql } from './platform/db.ts'
import type { House } from './platform/house.ts'
import { findPersonAs, linkFor } from './sign-in-links.ts'

const shown: { role: Role; unit: string | null }[] = [
  { role: 'office', unit: '43' },
  { role: 'special_committee', unit: '43-Z01' },
  { role: 'office', unit: '4301' },
  { role: 'office', unit: '430102' },
  { role: 'convener', unit: '430102' },
  { role: 'department', unit: '430102' },
  { role: 'member', unit: '430102' },
  { role: 'system', unit: null },
  { role: 'security', unit: null },
  { role: 'audit', unit: null },
]

/** What the start prints: one screen with addresses and, in demo mode, one-time sign-in links by role. */
export const welcome = async (house: House, url: string): Promise<string> => {
  const lines = [
    `民桥已启动`,
    ``,
    `  公众首页    ${url}/`,
    `  工作台      ${url}/staff`,
    `  委员手机端  ${url}/m`,
    `  接口说明    ${url}/api/openapi.json`,
    ``,
  ]
  if (!house.config.demo)
    return [...lines, '首次使用：npx minqiao create-admin --as system --login 登录名 --name 姓名', ''].join(
      '\n',
    )
  lines.push(
    '演示数据，人物与数字均为虚构。一次性登录链接（用过就作废，再要：npx minqiao sign-in-link --as office --unit 43）：',
  )
  for (const { role, unit } of shown) {
    const person = await findPersonAs(house, role, unit)
    if (person)
      lines.push(
        `  ${roleLabels[role]}（${person.unitName}，${person.name}）\n    ${url}${await linkFor(house, person)}`,
      )
  }
  const studio = await sql<{ token: string; name: string }>`
    select v.token, u.name from venues v join units u on u.id = v.id order by u.code limit 1`.execute(
    house.db,
  )
  const [first] = studio.rows
  if (first) lines.push(`  公众页面（${first.name}）\n    ${url}/s/${first.token}`)
  return [...lines, '', '按 Ctrl+C 停止。', ''].join('\n')
}
