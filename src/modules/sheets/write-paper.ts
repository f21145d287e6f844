import { writeTable } from '../../platform/spreadsheet/index.ts'
import { sixteen } from './form-head.ts'
import type { Paper } from './paper.ts'

/** A sheet as .xlsx as the form lies: annex, title, who fills it in, 16 leaf columns, notes, who signs. */
export const writePaper = (paper: Paper): Promise<Buffer> => {
  const named = paper.form === 'table'
  return writeTable({
    annex: `附件${paper.annex}`,
    title: paper.title,
    headLines: [[`填表单位：${paper.unitName}`, '（盖章）', `报表时间：${paper.reportDay}`]],
    columns: [...(named ? [{ header: '单位', width: 12 }] : []), ...sixteen(paper.wordings, named ? 9 : 10)],
    rows: paper.rows.map((row) => [...(named ? [row.name] : []), ...row.cells.map((cell) => cell.value)]),
    totalRows: named ? 1 : 0,
    notes: [
      ...paper.notes,
      signLine(paper.heads),
      paper.seal
        ? `已封存，校验码 ${(paper.seal.verifyCode.match(/.{4}/g) ?? []).join(' ')}`
        : '未封存，封存以前数字还会变。',
    ],
    landscape: true,
    paper: paper.rows.length > 20 ? 'A3' : 'A4',
    frozen: named ? 1 : 0,
  })
}

/** 填表人, 审核人 and so on in one line, with room where nobody is named. */
export const signLine = (heads: Paper['heads']): string =>
  heads.map(({ label, value }) => `${label}：${value || '　　　　'}`).join('　　')
