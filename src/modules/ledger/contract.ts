import { z } from 'zod'
import { Day, Id, Paging, endpoint, pageOf } from '../../platform/contract.ts'
import { signedIn } from '../../platform/policy.ts'

/** What counts as duty, in words. */
export const dutyKinds = {
  attended: '参加集体活动',
  own_activity: '自行开展履职活动',
  heard: '收集群众意见建议',
  deed: '为民办实事',
  replied: '答复群众意见',
  posted: '上传动态',
  on_duty: '工作室值班',
  info_filed: '报送社情民意信息',
  info_adopted: '社情民意信息被采用',
}
export type DutyKind = keyof typeof dutyKinds

export const DutyRow = z.object({
  id: z.number().int(),
  kind: z.string(),
  label: z.string(),
  onDay: Day,
  organiserName: z.string(),
  campaignName: z.string().nullable(),
  sourceType: z.string(),
  sourceId: Id,
  /** null while it stands */
  reversedAt: z.string().nullable(),
})
export type DutyRow = z.output<typeof DutyRow>

export const listMyDuties = endpoint({
  key: 'ledger.mine',
  method: 'GET',
  path: '/api/ledger/mine',
  summary: '我的履职记录，新的在前',
  query: Paging.extend({ year: z.coerce.number().int().min(2000).max(2200).optional() }),
  reply: pageOf(DutyRow),
  errors: [401],
  policy: signedIn,
})
