import { recordsOf } from './actor.ts'
import { Unauthenticated } from './errors.ts'
import type { App } from './house.ts'

/**
 * A phone's queue names whose record it sends (`x-person`). When another person is signed in by then the record is not
 * taken in their name: 401, and it stays on the phone. Somebody found in two records is the same person under either. (design.md §3, Off line)
 */
export const guardPerson = (app: App): void => {
  app.addHook('preHandler', async (request) => {
    const meant = request.headers['x-person']
    if (meant === undefined) return
    const actor = await app.house.authenticate(request, app.house.clock())
    if (!actor || !recordsOf(actor).some((record) => record === meant))
      throw new Unauthenticated('这条记录是另一位委员记的，要他本人登录后才会上传。')
  })
}
