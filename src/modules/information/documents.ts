import type { Actor } from '../../platform/actor.ts'
import { fullDay } from '../../platform/clock.ts'
import { writeDocument } from '../../platform/document/index.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { FileReply } from '../../platform/transfer.ts'
import { getInformation } from './informations/queries.ts'
import { getReport } from './reports/queries.ts'
import { publications, reportConditions } from './rules.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** One issue of 《社情民意信息》 as .docx; before it is issued it says 未编期 where the number stands. Throws NotFound. */
export const informationDocument = async (tx: Tx, actor: Actor, id: string): Promise<FileReply> => {
  const information = await getInformation(tx, actor, id)
  const { head, issuer } = await stationery(tx, information.committeeId, publications.information.title)
  const day = information.issuedOn ? fullDay(information.issuedOn) : ''
  const file = await writeDocument({
    head,
    issue: information.issue,
    issuer,
    day,
    title: information.title || '（还没有标题）',
    body: information.body,
    byline: information.byline ? `供稿：${information.byline}` : '',
    foot: [
      ...(information.signedBy ? [`签发：${information.signedBy}`] : []),
      `${issuer}\t${day ? `${day}印发` : '未编发'}`,
    ],
  })
  return { file, name: nameOf(head, information.issue, information.title), mediaType }
}

/** One issue of 《金点子·好建议专报》 as .docx. Throws NotFound. */
export const reportDocument = async (tx: Tx, actor: Actor, id: string): Promise<FileReply> => {
  const report = await getReport(tx, actor, id)
  const { head, issuer } = await stationery(tx, report.committeeId, publications.report.title)
  const day = report.issuedOn ? fullDay(report.issuedOn) : ''
  const conditions = [
    ...(report.townCannot ? [reportConditions.townCannot] : []),
    ...(report.isValuable ? [reportConditions.isValuable] : []),
  ]
  const from = report.venueName ?? report.origin?.committeeName ?? ''
  const file = await writeDocument({
    head,
    issue: report.issue,
    issuer,
    day,
    title: report.title || '（还没有标题）',
    preface: conditions.length > 0 ? `报送条件：${conditions.join('；')}。` : '',
    body: report.body,
    byline: from ? `报送：${from}` : '',
    foot: [`${issuer}\t${day ? `${day}印发` : '未编发'}`],
  })
  return { file, name: nameOf(head, report.issue, report.title), mediaType }
}

/** The head of the publication and who issues it: the 政协's own name, never the software's. */
const stationery = async (tx: Tx, committeeId: string, title: string) => {
  const { rows } = await sql<{ name: string }>`select name from units where id = ${committeeId}`.execute(tx)
  return { head: title, issuer: `${rows[0]?.name ?? '政协'}办公室` }
}

const nameOf = (head: string, issue: string | null, title: string): string =>
  `${head}${issue ? issue.replaceAll(' ', '') : '（未编期）'}${title}.docx`.replace(/[\\/:*?"<>|]/g, '')
