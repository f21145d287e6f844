import { v7 as newId } from 'uuid'
import type { App, House } from '../src/platform/house.ts'
import { type RunWorker, workOn } from '../src/platform/runs/index.ts'
import { type SheetColumn, writeErrorSheet } from '../src/platform/spreadsheet/index.ts'
import type { Client } from './house.ts'
import { uploadWith } from './upload.ts'

/** A row as somebody fills it in, by the keys of its columns. */
export type FilledCells = Record<string, string | null>

/** A filled sheet: the error sheet's writer makes it. Its first row stands on line 4. */
export const filledSheet = (
  columns: readonly SheetColumn[],
  rows: readonly FilledCells[],
): Promise<Buffer> => {
  const filled = rows.map((values, at) => ({ line: at + 1, values }))
  const errors = filled.map(({ line }) => ({ line, key: null, words: '试', stops: false }))
  return writeErrorSheet({ title: '表', columns, notes: [], rows: filled, errors })
}

/** An import as an office does it, by hand of these: send a sheet, see what it would do, run it to its end. */
export const importsOf = (given: {
  app: App
  house: House
  /** /api/members/imports */
  path: string
  worker: RunWorker
  columns: (client: Client) => Promise<readonly SheetColumn[]>
}) => {
  const { app, house, path, worker } = given
  const upload = (content: Buffer, client: Client, name = '名册.xlsx') =>
    uploadWith(app, client, path, { name, content })
  const send = async (rows: readonly FilledCells[], client: Client): Promise<string> => {
    const reply = await upload(await filledSheet(await given.columns(client), rows), client)
    return String(Object(reply.json()).id)
  }
  const preview = async (id: string, client: Client) => (await client.get(`${path}/${id}`)).json()
  const run = async (
    id: string,
    client: Client,
    asked: { mode: 'all' | 'good' } & Record<string, unknown>,
  ) => {
    const runId = newId()
    await client.post(`${path}/${id}/run`, { runId, ...asked })
    await workOn(house, [worker], runId)
    return { runId, ...Object((await client.get(`/api/runs/${runId}`)).json()) }
  }
  return { upload, send, preview, run }
}
