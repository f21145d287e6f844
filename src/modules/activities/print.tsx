import type { ReactElement } from 'react'
import { NotFound } from '../../platform/errors.ts'
import type { PageContext } from '../../platform/page.tsx'
import { asDay, asTime } from '../../web/ui/words.ts'
import { type SignInSheet, getSignInSheet } from './queries/sign-in-sheet.ts'

/** /print/activities/:id/sign-in: names by strokes with room to sign, A4, its head on every page. */
export const signInSheetPage = async (context: PageContext): Promise<ReactElement> => {
  const { tx, actor, params, reply } = context
  const { id = '' } = params
  if (!actor || !isId(id)) throw new NotFound()
  reply.header('cache-control', 'no-store')
  return document(await getSignInSheet(tx, actor, id), reply.cspNonce.style)
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Lines left free for guests. */
const freeLines = 8
const rowsOnFirstPage = 20

const document = (sheet: SignInSheet, nonce: string): ReactElement => {
  const pairs = inPairs(sheet.people)
  const isMany = pairs.length + freeLines > rowsOnFirstPage
  return (
    <html lang="zh-CN" className={isMany ? 'many' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`签到表 · ${sheet.title}`}</title>
        <style nonce={nonce}>{style}</style>
      </head>
      <body>
        <p className="screen">
          请在浏览器里选“打印”，A4 纸。签好以后拍一张，在“点名”里照着代录；纸由您留存。
        </p>
        <h1>签到表</h1>
        <p className="line">
          <b>{sheet.title}</b>
          {sheet.campaignName && `（${sheet.campaignName}）`}
        </p>
        <p className="line">
          {asDay(sheet.beginsAt)} {asTime(sheet.beginsAt)}—{asTime(sheet.endsAt)}
          {sheet.place && `　${sheet.place}`}　{sheet.hosts.join('、')}
        </p>
        <table>
          <Head title={isMany ? sheet.title : null} />
          <tbody>
            {pairs.map(([left, right], at) => (
              <tr key={`${at} ${left.name}`}>
                <Signer no={at + 1} person={left} />
                <Signer no={pairs.length + at + 1} person={right} />
              </tr>
            ))}
          </tbody>
        </table>
        <h2>来宾</h2>
        <table>
          <thead>
            <tr>
              <th className="name">姓名</th>
              <th>单位</th>
              <th>签名</th>
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: freeLines }, (_, at) => (
              <tr key={at}>
                <td />
                <td />
                <td />
              </tr>
            ))}
          </tbody>
        </table>
        <p className="foot">
          应到 {sheet.people.filter(({ isResident }) => isResident).length} 人，按姓氏笔画排。召集人（签字）：
        </p>
      </body>
    </html>
  )
}

type Person = SignInSheet['people'][number]

/** Down the left half, then down the right. */
const inPairs = (people: readonly Person[]): [Person, Person | undefined][] => {
  const half = Math.ceil(people.length / 2)
  return people.slice(0, half).map((left, at) => [left, people[half + at]])
}

function Head({ title }: { title: string | null }) {
  return (
    <thead>
      {title && (
        <tr>
          <th colSpan={6} className="again">
            {title}
          </th>
        </tr>
      )}
      <tr>
        {[1, 2].flatMap((half) => [
          <th key={`no ${half}`} className="no" scope="col">
            序号
          </th>,
          <th key={`name ${half}`} className="name" scope="col">
            姓名
          </th>,
          <th key={`sign ${half}`} scope="col">
            签名
          </th>,
        ])}
      </tr>
    </thead>
  )
}

function Signer({ no, person }: { no: number; person: Person | undefined }) {
  if (!person)
    return (
      <>
        <td className="no" />
        <td />
        <td />
      </>
    )
  return (
    <>
      <td className="no">{no}</td>
      <td className="name">{person.name}</td>
      <td className="sign">{person.onLeave ? '请假' : person.isResident ? '' : '来宾'}</td>
    </>
  )
}

const style = `
@page{size:A4;margin:14mm 15mm 14mm}
@page many{size:A4;margin:14mm 15mm 16mm;@bottom-center{content:'第 ' counter(page) ' 页，共 ' counter(pages) ' 页';font-size:9pt}}
.many body{page:many}
*{margin:0;box-sizing:border-box}
body{font:11pt/1.5 'Songti SC','SimSun','Noto Serif CJK SC',serif;color:#000;background:#fff;max-width:179mm;margin:0 auto}
.screen{font:16px/1.6 sans-serif;padding:16px 0}
h1{font-size:20pt;text-align:center;letter-spacing:.3em;margin-bottom:3mm}
h2{font-size:12pt;margin:6mm 0 2mm;break-after:avoid}
.line{text-align:center}
table{width:100%;border-collapse:collapse;table-layout:fixed;margin-top:4mm;border:1pt solid #000}
th,td{border:.5pt solid #000;height:10mm;padding:0 2mm;text-align:left;font-weight:400}
thead{display:table-header-group}
thead th{height:8mm;text-align:center}
thead .again{font-size:9pt;height:6mm;border:0;border-bottom:.5pt solid #000}
tr{break-inside:avoid}
.no{width:13mm;text-align:center;white-space:nowrap;padding:0}
.name{width:26mm}
.sign{color:#000;font-size:9pt}
.foot{margin-top:5mm}
@media print{.screen{display:none}}
`
