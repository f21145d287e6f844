import { sealLink } from '../../src/modules/opinions/index.ts'
import { type Database, sql } from '../../src/platform/db.ts'
import type { Player } from '../walk/cast.ts'
import type { Ask } from '../walk/entry.ts'
import type { Stage } from '../walk/stage.ts'

/** One way to ask each GET endpoint, as somebody who is let in; the records that it needs stay in the database. */
export interface Asked {
  key: string
  gives: 'json' | 'file'
  endpoint: Stage['endpoints'][number]
  player: Player
  ask: Ask
}

/** For each public page with a parameter: one that the stage has. */
export const publicLinks = async (db: Database, stage: Stage): Promise<Record<string, string>> => {
  const { A } = stage.world
  const { rows } = await sql<{ venue: string; answer: string; slips: string; number: string }>`
    select (select token from venues where id = ${A.venue}) as venue,
      (select id::text from public_answers order by state = 'published' desc limit 1) as answer,
      coalesce((select id::text from runs limit 1), gen_random_uuid()::text) as slips,
      coalesce((select number from opinions where id = ${A.opinion}), '2609-0001') as number`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the stage is empty')
  const receipt = { opinionId: A.opinion, place: '临湖', number: row.number, code: '123456' }
  return {
    '/c/:code': '/c/990101',
    '/c/:code/answers': '/c/990101/answers',
    '/c/:code/say': '/c/990101/say',
    '/answers/:id': `/answers/${row.answer}`,
    '/s/:token': `/s/${row.venue}`,
    '/s/:token/posts': `/s/${row.venue}/posts`,
    '/s/:token/answers': `/s/${row.venue}/answers`,
    '/s/:token/duty': `/s/${row.venue}/duty`,
    '/o/:token': `/o/${row.venue}`,
    '/p/:id': `/p/${A.post}`,
    '/a/:id': `/a/${A.activity}`,
    '/receipt/:link': `/receipt/${sealLink(stage.house, 'receipt', receipt)}`,
    '/track/:link': `/track/${sealLink(stage.house, 'track', receipt)}`,
    '/verify/:code': '/verify/ABCD',
    '/set-up/:token': '/set-up/none',
    '/link/:token': '/link/none',
    '/print/slips/:id': `/print/slips/${row.slips}`,
    '/print/opinion-slips/:id': `/print/opinion-slips/${row.slips}`,
    '/print/opinion-form/:id': `/print/opinion-form/${A.venue}`,
    '/print/venues/:id': `/print/venues/${A.venue}`,
    '/print/campaigns/:id/board': `/print/campaigns/${A.campaign}/board`,
    '/print/activities/:id/sign-in': `/print/activities/${A.activity}/sign-in`,
    '/staff/sheets/:campaignId/:unitId/print': `/staff/sheets/${A.campaign}/${A.committee}/print`,
  }
}

/** For each page with a parameter of the other two faces: a record of A's. */
export const idsOf = ({ world: { A } }: Stage, asked: readonly Asked[]) => {
  const of = (key: string): string => {
    const id = asked.find((one) => one.key === key)?.ask.params?.id
    if (!id) throw new Error(`nobody asked ${key}`)
    return id
  }
  const [slot, answer, run] = [of('rosters.get'), of('answers.get'), of('runs.get')]
  const activity = {
    '/activities/:id': A.activity,
    '/activities/:id/roll': A.activity,
    '/activities/:id/code': A.activity,
  }
  const member = {
    ...activity,
    '/check-in/:id': A.activity,
    '/own-activities/:id': A.ownActivity,
    '/opinions/:id': A.opinion,
    '/rosters/:id': slot,
    '/studio/:id/edit': A.venue,
    '/posts/:id/write': A.draftPost,
    '/posts/:id': A.post,
  }
  const staff = {
    ...activity,
    '/activities/:id/edit': A.draftActivity,
    '/own-activities/:id': A.ownActivity,
    '/campaigns/:id/edit': A.draftCampaign,
    '/campaigns/:id/receipts': A.draftCampaign,
    '/campaigns/:id': A.campaign,
    '/campaigns/:id/notice': A.draftCampaign,
    '/campaigns/:id/documents': A.campaign,
    '/members/likenesses/:id': A.likeness,
    '/members/:id': A.owner,
    '/runs/:id': run,
    '/me/notices/sent/:id': of('notices.telling'),
    '/opinions/:id': A.opinion,
    '/opinions/:id/answer': A.opinion,
    '/assignments/:id': of('assignments.get'),
    '/information/:id': of('informations.get'),
    '/reports/:id': of('reports.get'),
    '/venues/:id/edit': A.venue,
    '/venues/:id': A.venue,
    '/answers/:id': answer,
    '/rosters/:id': slot,
    '/posts/:id/write': A.draftPost,
    '/posts/:id': A.post,
    '/accounts/:id': A.convener,
    '/returns/:id': A.return,
  }
  const put = (ids: Record<string, string>) =>
    Object.fromEntries(Object.entries(ids).map(([path, id]) => [path, path.replace(':id', id)]))
  return {
    member: put(member),
    staff: {
      ...put(staff),
      '/campaigns/:id/documents/:documentId': `/campaigns/${A.campaign}/documents/${A.document}`,
      '/sheets/:campaignId/:unitId': `/sheets/${A.campaign}/${A.committee}`,
      '/sheets/:campaignId/:unitId/received': `/sheets/${A.campaign}/${A.committee}/received`,
      '/sheets/:campaignId/:unitId/file-for': `/sheets/${A.campaign}/${A.committee}/file-for`,
    },
  }
}
