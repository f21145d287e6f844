import type { Client } from './house.ts'

/** The table over the slips of one sheet: number and code of each, as printed. */
export const printedSlips = async (client: Client, path: string) => {
  const { status, text } = await client.get(path)
  const rows = [...text.matchAll(/<td class="num">(\d{4}-\d{4})<\/td><td class="num">(\d{3}) (\d{3})<\/td>/g)]
  return { status, slips: rows.map(([, number = '', one = '', two = '']) => ({ number, code: one + two })) }
}
