import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { DatabaseError } from 'pg'
import { Refusal, TooLarge, TooMany, Unavailable } from './errors.ts'
import type { App } from './house.ts'
import { isOpened } from './open-elsewhere.tsx'
import { elderOf, errorPage } from './page.tsx'

/** Every error leaves as one shape: words, fields, and the reference number that the log has too. */
export const installErrorReplies = (app: App): void => {
  app.setErrorHandler((error: FastifyError, request, reply) =>
    answer(request, reply, refusalOf(error, request)),
  )
  app.setNotFoundHandler((request, reply) =>
    answer(request, reply, new Refusal(404, 'not_found', '没有找到，或者您看不到它。')),
  )
}

const answer = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => {
  reply.status(refusal.status).header('cache-control', 'no-store')
  if (refusal instanceof TooMany) reply.header('retry-after', refusal.seconds)
  if (refusal.status === 503) reply.header('retry-after', 60)
  if (refusal.status === 401 && request.method === 'GET' && isOpened(request))
    return reply.redirect(`${signInOf(request.url)}?next=${encodeURIComponent(request.url)}`, 303)
  if (wantsPage(request))
    return reply
      .type('text/html; charset=utf-8')
      .send(
        errorPage(
          refusal,
          request.id,
          elderOf(request, reply),
          request.method === 'GET' ? request.url : null,
        ),
      )
  return reply.send({
    error: {
      code: refusal.code,
      message: refusal.message,
      fields: refusal.fields,
      detail: refusal.detail,
      requestId: request.id,
    },
  })
}

const wantsPage = (request: FastifyRequest): boolean => !request.url.startsWith('/api/') && isOpened(request)

/** A file opened outside WeChat says whose face it was. */
const signInOf = (url: string): string =>
  url.startsWith('/m/') || /[?&]face=member\b/.test(url) ? '/m/sign-in' : '/sign-in'

const refusalOf = (error: FastifyError, request: FastifyRequest): Refusal => {
  if (error instanceof Refusal) return error
  if (error.statusCode === 413 || error.code === 'FST_REQ_FILE_TOO_LARGE')
    return new TooLarge('内容太大了，请删减或压缩后再传。')
  if (error.statusCode && error.statusCode < 500)
    return new Refusal(error.statusCode, 'bad_request', '请求的格式不对，没有受理。请回到上一页重来。')
  if (isDatabaseAway(error)) {
    request.log.error({ err: scrub(error) }, 'database away')
    return new Unavailable()
  }
  request.log.error({ err: scrub(error) }, 'unexpected')
  return new Refusal(500, 'unexpected', '没办成，是我们的问题。请过一分钟再试；还不行，请把查错号告诉我们。')
}

/** Connection lost or refused, too many connections, shutting down, or a statement cut off by its time limit. */
const isDatabaseAway = (error: Error): boolean => {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    /^(08|57P0|53|57014|55P03|25P03)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    )
  )
}

/** What the log may hold of an error: never row values, which may be personal. */
const scrub = (error: Error) => ({
  type: error.name,
  message:
    error instanceof DatabaseError
      ? `${error.code ?? ''} ${error.constraint ?? error.routine ?? ''}`
      : error.message,
  stack: error.stack,
})
