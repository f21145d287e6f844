import { expect, test } from 'vitest'
import { bodyOf, type FieldHandle, type Raw } from './store.ts'

const handle = (
  name: string,
  read: FieldHandle['read'] = (raw) => (typeof raw === 'string' ? raw.trim() || undefined : raw),
) => ({
  name,
  label: name,
  isPrivate: false,
  read,
})

test('a body holds what was written, nested by its dotted names, without what is empty or was never touched', () => {
  const values = new Map<string, Raw>([
    ['title', ' 路灯坏了 '],
    ['place.name', '芦汀镇'],
    ['place.note', '  '],
    ['kinds', ['a', 'b']],
    ['open', false],
  ])
  const handles = ['title', 'place.name', 'place.note', 'kinds', 'open', 'never'].map((name) => handle(name))
  expect(bodyOf(values, handles)).toEqual({
    title: '路灯坏了',
    place: { name: '芦汀镇' },
    kinds: ['a', 'b'],
    open: false,
  })
})

test('a value without a field on the page is not sent', () => {
  expect(bodyOf(new Map<string, Raw>([['hidden', '1']]), [handle('title')])).toEqual({})
})
