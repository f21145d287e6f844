import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Estate } from '../../src/estate.ts'
import { browserPath, desk, journey, phone, settled } from './browser.ts'
import { findings, textAt } from './looks.ts'
import { type Place, besideServer, memberPlaces, publicPlaces, staffPlaces } from './pages.ts'
import { watch } from './policy-watch.ts'
import { fitFindings, targetFindings, textFindings } from './sizes.ts'

/** Widths and sizes of text (quality.md U5): corners in short form, all of them with MINQIAO_GRID=full. */
const grid: [width: number, percent: number][] =
  process.env.MINQIAO_GRID === 'full'
    ? [320, 360, 390, 414].flatMap((width) =>
        [100, 125, 150, 175, 200].map((percent): [number, number] => [width, percent]),
      )
    : [
        [320, 100],
        [320, 200],
        [390, 150],
      ]

describe.skipIf(!browserPath)('every page of the public and the member face', () => {
  const { open } = journey()
  let estate: Estate
  let places: { open: Place[]; member: Place[]; staff: Place[] }

  beforeAll(async () => {
    estate = await besideServer(inject('dataDir'))
    places = {
      open: await publicPlaces(estate),
      member: await memberPlaces(estate),
      staff: await staffPlaces(estate),
    }
  })
  afterAll(() => estate?.close())

  test('the lists come from the tables of routes', () => {
    expect([places.open.length >= 25, places.member.length >= 20, places.staff.length >= 40]).toEqual([
      true,
      true,
      true,
    ])
  })

  for (const face of ['open', 'member'] as const)
    for (const elder of [false, true])
      test(
        `${face}, ${elder ? '长辈版: letters, lines, contrast, targets of 60' : 'standard: targets of 44'}; axe finds nothing, the content policy holds, 长辈版 in sight, nothing cut off or over another`,
        { timeout: 600_000 },
        async () => {
          const page = await open({ size: phone, elder })
          const found: string[] = await watch(page)
          for (const place of places[face]) {
            const say = (words: string[]) => found.push(...words.map((one) => `${place.route}: ${one}`))
            await goTo(page, place)
            say([...(await headless(page)), ...(await elderInSight(page, elder))])
            say((await findings(page)).map(({ id, where }) => `axe ${id} ${where.join(' ')}`))
            say(await targetFindings(page, elder ? 60 : 44))
            if (elder) say(await textFindings(page, 18))
            for (const [width, percent] of grid) {
              await page.setViewportSize({ width, height: phone.height })
              await textAt(page, percent)
              say((await fitFindings(page)).map((one) => `${width} px, ${percent} %: ${one}`))
            }
            await page.setViewportSize(phone)
          }
          expect(found).toEqual([])
        },
      )

  test(
    'the desk: axe finds nothing of ours, the content policy holds, and text at 200 % on 1280 px does not scroll sideways',
    { timeout: 600_000 },
    async () => {
      const page = await open({ size: desk })
      const found: string[] = await watch(page)
      for (const place of places.staff) {
        await goTo(page, place)
        found.push(...(await headless(page)).map((words) => `${place.route}: ${words}`))
        const ours = (await findings(page)).filter(
          ({ where }) => !where.every((html) => html.includes('ant-')),
        )
        found.push(...ours.map(({ id, where }) => `${place.route}: axe ${id} ${where.join(' ')}`))
        await page.setViewportSize({ width: 1280, height: 900 })
        await textAt(page, 200)
        const wide = (await fitFindings(page)).filter((one) => one.startsWith('scrolls sideways'))
        found.push(...wide.map((one) => `${place.route}: ${one}`))
        await page.setViewportSize(desk)
      }
      expect(found).toEqual([])
    },
  )

  test('seeded defects are found, each by its check', async () => {
    const page = await open({ size: phone })
    await page.setContent(`<main>${defects.map(([, html]) => `<section>${html}</section>`).join('')}</main>`)
    const said = [
      ...(await textFindings(page, 18)),
      ...(await targetFindings(page, 60)),
      ...(await fitFindings(page)),
    ]
    expect(defects.map(([words]) => [words, said.some((one) => one.startsWith(words))])).toEqual(
      defects.map(([words]) => [words, true]),
    )
    await page.setContent(`<main><section>${sound}</section></main>`)
    expect([await textFindings(page, 18), await targetFindings(page, 60), await fitFindings(page)]).toEqual([
      [],
      [],
      [],
    ])
  })
})

const line = 'font:18px/1.6 sans-serif'
const button = `${line};width:200px;height:60px;border:1px solid`
/** One defect each, and how its finding begins. */
const defects: [finding: string, html: string][] = [
  ['17 px', `<p style="${line};font-size:17px">小了一号</p>`],
  ['lines at', `<p style="font:20px/1.1 sans-serif">行挨着行</p>`],
  ['contrast 2', `<p style="${line};color:#aaa">灰得看不清</p>`],
  ['200×40 px', `<button style="${button};height:40px">矮了</button>`],
  [
    '4 px apart',
    `<button style="${button}">左</button><button style="${button};width:100px;margin-left:4px">右</button>`,
  ],
  ['scrolls sideways', `<div style="width:500px;${line}">太宽</div>`],
  ['beyond the edge', `<button style="${button};margin-left:300px">出去了</button>`],
  ['cut off', `<p style="${line};width:80px;height:30px;overflow:hidden">这一句话的后半截看不见了</p>`],
  ['words beyond', `<button style="${button};width:60px;white-space:nowrap">字比按钮长得多</button>`],
  [
    'over one another',
    `<button style="${button}">下面</button><button style="${button};margin-left:-90px">上面</button>`,
  ],
]
const sound = `<p style="${line}">看得清，<a href="#x">句子里的链接</a>不算按钮。</p><button style="${button};font:18px/1.6 sans-serif">够大</button>`

/** Opens a page in its reader's session, when what it shows has come. */
const goTo = async (page: Page, place: Place) => {
  const url = inject('site')
  await page.context().clearCookies({ name: /^mq_/ })
  if (place.cookie) await page.context().addCookies([{ ...place.cookie, url }])
  await page.goto(place.address)
  await page
    .getByRole('heading', { level: 1 })
    .first()
    .waitFor({ timeout: 5_000 })
    .catch(() => undefined)
  await page.getByText('正在打开').first().waitFor({ state: 'detached' })
  await settled(page)
}

/** quality.md U3: the way to 长辈版 and back is on the first screen. */
const elderInSight = async (page: Page, elder: boolean): Promise<string[]> => {
  const way = page.getByText(elder ? '标准版' : '长辈版', { exact: true }).first()
  const box = (await way.count()) > 0 ? await way.boundingBox() : null
  return box && box.y + box.height <= phone.height ? [] : ['长辈版 is not on the first screen']
}

const headless = async (page: Page): Promise<string[]> =>
  (await page.getByRole('heading', { level: 1 }).count()) === 1 ? [] : ['not one h1']
