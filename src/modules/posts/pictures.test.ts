import sharp from 'sharp'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { makeMember, makeProvince, makeVenue, settle } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { clientOf, testApp, testHouse } from '../../../test/house.ts'
import { uploadWith } from '../../../test/upload.ts'
import { Post } from './contract.ts'

const { db } = testDatabase()

test('nine pictures go with a 动态; a tenth is refused in words, and one taken off makes room', async () => {
  const place = await makeProvince(db)
  const app = await testApp(testHouse(db, '2026-09-22T10:00:00+08:00'))
  const venueId = await makeVenue(db, place.county)
  const author = await makeMember(db, place.county, '吴四维')
  await settle(db, author, venueId)
  const phone = await clientOf(app, author, 'member')
  const id = newId()
  await phone.post('/api/posts', { id, venueId, title: '一条' })
  const content = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer()
  const send = () =>
    uploadWith(app, phone, `/api/posts/${id}/pictures`, { name: '现场.jpg', content }, { fileId: newId() })
  const post = async () => Post.parse((await phone.get(`/api/posts/${id}`)).json())
  for (let at = 0; at < 9; at += 1) expect((await send()).status).toBe(200)
  const tenth = await send()
  expect([tenth.status, tenth.json()]).toMatchObject([
    400,
    { error: { fields: [{ path: 'file', message: '图片最多 9 张，先删一张再传' }] } },
  ])
  const { pictures, version } = await post()
  const kept = pictures.slice(0, 8)
  await phone.send('PUT', `/api/posts/${id}`, { version, title: '一条', pictures: kept })
  expect((await post()).pictures).toEqual(kept)
  expect((await send()).status).toBe(200)
})
