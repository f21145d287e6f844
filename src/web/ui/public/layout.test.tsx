import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Layout } from './layout.tsx'
import { Line, Problems } from './fields.tsx'

const page = (elder: boolean, path: string, readAloud = false) =>
  renderToStaticMarkup(
    <Layout
      title="反映一件事"
      committee={{ name: '临湖县政协', contact: { phone: '0730-000 0147' } }}
      elder={elder}
      demo={false}
      nonce="once"
      path={path}
      readAloud={readAloud}
    >
      <h1>您想反映什么事？</h1>
    </Layout>,
  )
const linksOf = (html: string) =>
  [...html.matchAll(/<a [^>]*href="([^"]+)"[^>]*>(.*?)<\/a>/gs)].map((link) => [
    (link[2] ?? '').replace(/<[^>]+>/g, ''),
    link[1],
  ])

test('every page offers 长辈版, 投诉建议, how information is kept, and the telephone, without script', () => {
  const html = page(false, '/v/luting?from=code')
  expect(linksOf(html)).toEqual([
    ['跳到正文', '#main'],
    ['临湖县政协', '/'],
    ['长辈版', '/v/luting?from=code&amp;elder=1'],
    ['投诉建议', '/complaints'],
    ['信息怎么保管', '/privacy'],
    ['打电话0730-000 0147', 'tel:07300000147'],
  ])
  expect(html.match(/<script|style=/g)).toBeNull()
})

test('长辈版 is a class of the page, and its link leads back', () => {
  const html = page(true, '/track')
  expect([html.startsWith('<html lang="zh-CN" class="elder">'), linksOf(html)[2]]).toEqual([
    true,
    ['标准版', '/track?elder=0'],
  ])
})

test('朗读 stays hidden until its script, let through by the nonce, shows it', () => {
  const html = page(false, '/', true)
  expect([
    /<button[^>]*id="read-aloud" hidden=""/.test(html),
    html.match(/<script nonce="once">/g)?.length,
  ]).toEqual([true, 1])
})

test('a form that came back ties each mistake to its field and keeps what was typed', () => {
  const problems = [{ path: 'phone', message: '少了 1 位，手机号是 11 位。' }]
  const html = renderToStaticMarkup(
    <>
      <Problems problems={problems} />
      <Line name="phone" label="手机号" typed={{ phone: '1990000' }} problems={problems} />
    </>,
  )
  expect([
    linksOf(html),
    /<input id="phone"[^>]*aria-invalid="true"[^>]*aria-describedby="phone-error"[^>]*value="1990000"/.test(
      html,
    ),
    html.includes('还没提交，有 1 处要改'),
  ]).toEqual([[['少了 1 位，手机号是 11 位。', '#phone']], true, true])
})
