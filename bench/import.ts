import type { Actor } from '../src/platform/actor.ts'
import { dayOf } from '../src/platform/clock.ts'
import { sql } from '../src/platform/db.ts'
import { saveFile } from '../src/platform/file-records.ts'
import type { House } from '../src/platform/house.ts'
import { startRun, workOn } from '../src/platform/runs/index.ts'
import { writeErrorSheet } from '../src/platform/spreadsheet/index.ts'
import { choicesOf } from '../src/modules/members/choices.ts'
import { importColumns } from '../src/modules/members/importing/columns.ts'
import { importWorker } from '../src/modules/members/importing/work.ts'

/** What an import of a large sheet took: seconds from pressing the button to the end, and memory beyond what was held before. */
export interface ImportMeasure {
  rows: number
  seconds: number
  addedMegabytes: number
  fresh: number
  bad: number
}

/**
 * Imports 30,000 rows, each tenth bad in one of three ways, into the first county, skipping the bad; target: 60 s and 200 MB.
 * The house is a scratch one: what is written stays.
 */
export const measureImport = async (house: House, rows = 30_000): Promise<ImportMeasure> => {
  const { committeeId, personId } = await someOffice(house)
  const now = house.clock()
  const content = await sheetOf(house, committeeId, rows)
  const inputFileId = await saveFile(house.db, house, {
    committeeId,
    purpose: 'import',
    name: '三万行.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content,
    owner: { type: 'members.import', id: committeeId },
    createdBy: personId,
    now,
  })
  const { id } = await house.db.transaction().execute((tx) =>
    startRun(tx, actorOf(personId, now), {
      kind: importWorker.kind,
      title: '导入委员（三万行.xlsx）',
      committeeId,
      input: { fileName: '三万行.xlsx', mode: 'good', decisions: [] },
      inputFileId,
    }),
  )
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
  const began = performance.now()
  await workOn(house, [importWorker], id)
  const seconds = (performance.now() - began) / 1000
  clearInterval(watch)
  const { rows: ended } = await sql<{ result: { fresh: number; bad: number } | null; error: string | null }>`
    select result, error from runs where id = ${id}`.execute(house.db)
  const result = ended[0]?.result
  if (!result) throw new Error(`the import did not end well: ${ended[0]?.error}`)
  return {
    rows,
    seconds,
    addedMegabytes: (most - before) / 1024 / 1024,
    fresh: result.fresh,
    bad: result.bad,
  }
}

const someOffice = async (house: House): Promise<{ committeeId: string; personId: string }> => {
  const { rows } = await sql<{ committeeId: string; personId: string | null }>`
    select u.id as "committeeId", (select p.id from people p order by p.id limit 1) as "personId" from units u
    where u.kind = 'committee' and u.level = 'county' order by u.code limit 1`.execute(house.db)
  const [office] = rows
  if (!office?.personId) throw new Error('the house is empty: seed a province first')
  return { committeeId: office.committeeId, personId: office.personId }
}

const actorOf = (personId: string, now: Date): Actor => ({
  personId,
  name: '',
  sessionId: personId,
  face: 'staff',
  grants: [],
  seats: [],
  contactsOpen: false,
  now,
  requestId: 'BENCH',
})

/** Names of four characters, so that none is known in a seeded register; the error sheet's writer makes the filled table. */
const sheetOf = async (house: House, committeeId: string, rows: number): Promise<Buffer> => {
  const choices = await choicesOf(house.db, committeeId, dayOf(house.clock()))
  const sector = choices.sectors[0]?.label ?? null
  const filled = Array.from({ length: rows }, (_, at) => ({
    line: at + 1,
    values: {
      name: nameOf(at),
      phone: phoneOf(at),
      gender: at % 2 ? '男' : '女',
      sector,
      workplace: '某镇某校教师',
      ...fault(at),
    },
  }))
  return writeErrorSheet({
    title: '委员',
    columns: importColumns(choices),
    notes: [],
    rows: filled,
    errors: filled.map(({ line }) => ({ line, key: null, words: '', stops: false })),
  })
}

const families = ['欧阳', '上官', '司徒', '诸葛', '夏侯']
const given = Array.from('安柏晨岱恩帆谷禾嘉珂岚明宁鹏琪然山彤文溪延舟子青松林泉石原野')
const nameOf = (at: number) =>
  `${families[at % families.length]}${given[Math.floor(at / 5) % given.length]}${given[Math.floor(at / 155) % given.length]}`

const phoneOf = (at: number) => `1991${String(at).padStart(7, '0')}`

const fault = (at: number): Record<string, string> => {
  if (at % 10 !== 9) return {}
  if (at % 30 === 9) return { phone: '1991' }
  if (at % 30 === 19) return { sector: '没有的界别' }
  return { from: '2024-05-01', until: '2023-05-01' }
}
