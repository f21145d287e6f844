import { z } from 'zod'
import { Id } from '../../../platform/contract.ts'
import {
  ImportPreview as CommonPreview,
  ImportAsked,
  importEndpoints,
} from '../../../platform/importing/contract.ts'

/** A row whose name is known already, without mobile or 编号 to tell by: staff says who it is. */
export const AskedRow = z.object({
  line: z.number().int(),
  name: z.string(),
  workplace: z.string().nullable(),
  candidates: z.array(
    z.object({
      personId: Id,
      no: z.string(),
      sector: z.string().nullable(),
      workplace: z.string(),
      /** the mobile of the row is another than this person's */
      otherPhone: z.boolean(),
    }),
  ),
})
export type AskedRow = z.output<typeof AskedRow>

export const ImportPreview = CommonPreview.extend({
  asked: z.number().int(),
  /** of the bad rows: seats that overlap, people twice in the sheet, words that are in no list */
  overlapping: z.number().int(),
  doubled: z.number().int(),
  unknown: z.array(z.object({ header: z.string(), value: z.string(), rows: z.number().int() })),
  askedRows: z.array(AskedRow),
})
export type ImportPreview = z.output<typeof ImportPreview>

export const ImportDecision = z.object({
  line: z.number().int(),
  /** the person that the row is about; null is another person of the same name */
  personId: Id.nullable(),
})

export const memberImports = importEndpoints({
  key: 'members',
  path: '/api/members',
  words: {
    template: '导入委员的模板，下拉框里是本政协的界别、专委会等',
    upload: '传一张委员表；传了还没有导入',
    preview: '预览：新增几位、更新几位、哪些行有问题（每类最多列 200 行）',
  },
  preview: ImportPreview,
  asked: ImportAsked.extend({ decisions: z.array(ImportDecision).max(5000).default([]) }),
})
