import { z } from 'zod'
import { Done, Id, IdParams, endpoint } from '../contract.ts'
import { allow } from '../policy.ts'

const Row = { line: z.number().int(), name: z.string() }

/** What an import of a sheet would do now; of each sort at most 200 rows are listed, the figures count all. */
export const ImportPreview = z.object({
  fileName: z.string(),
  committeeName: z.string(),
  total: z.number().int(),
  fresh: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  bad: z.number().int(),
  /** about the whole sheet, such as columns that were not read */
  notices: z.array(z.string()),
  changedRows: z.array(z.object({ ...Row, what: z.array(z.string()) })),
  badRows: z.array(z.object({ ...Row, reasons: z.array(z.string()) })),
})
export type ImportPreview = z.output<typeof ImportPreview>

/** What staff says of an import: all, and one bad row takes nothing; good, and bad rows are left out and given back. */
export const ImportAsked = z.object({ mode: z.enum(['all', 'good']) })
export type ImportAsked = z.output<typeof ImportAsked>

/**
 * The four endpoints of an import by the office: template, sheet sent up, preview, run. `preview` and `asked` may be extended
 * by what a slice asks besides.
 */
export const importEndpoints = <Preview extends z.ZodType, Asked extends z.ZodType>(given: {
  key: string
  path: string
  words: { template: string; upload: string; preview: string }
  preview: Preview
  asked: Asked
}) => {
  const policy = allow({ office: 'committee' })
  const query = z.object({ committeeId: Id.optional() })
  const { key, path, words } = given
  return {
    template: endpoint({
      key: `${key}.importTemplate`,
      method: 'GET',
      path: `${path}/import-template`,
      summary: words.template,
      query,
      reply: z.unknown(),
      gives: 'file',
      errors: [400, 401, 403, 404],
      policy,
    }),
    upload: endpoint({
      key: `${key}.uploadImport`,
      method: 'POST',
      path: `${path}/imports`,
      summary: words.upload,
      takes: 'upload',
      body: query,
      reply: Done,
      errors: [400, 401, 403, 413],
      policy,
    }),
    preview: endpoint({
      key: `${key}.previewImport`,
      method: 'GET',
      path: `${path}/imports/:id`,
      summary: words.preview,
      params: IdParams,
      reply: given.preview,
      errors: [400, 401, 403, 404],
      policy,
    }),
    run: endpoint({
      key: `${key}.runImport`,
      method: 'POST',
      path: `${path}/imports/:id/run`,
      summary: '开始导入；回一个长任务的编号',
      params: IdParams,
      body: given.asked.and(z.object({ runId: Id })),
      reply: Done,
      errors: [400, 401, 403, 404],
      policy,
    }),
  }
}
