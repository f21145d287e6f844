import { randomBytes } from 'node:crypto'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import fastify, { type FastifySchema } from 'fastify'
import { modules } from './modules.ts'
import { installErrorReplies } from './platform/error-reply.ts'
import { refuseWrongHops } from './platform/hops.ts'
import type { App, House } from './platform/house.ts'
import { health } from './platform/health.ts'
import { guardPerson } from './platform/person-guard.ts'
import { refusalsOf } from './platform/openapi.ts'
import { mostUploadBytes } from './platform/transfer.ts'
import { serveFaces } from './web/faces.ts'

/** How long a request may take to arrive: the largest form over 1.6 Mb/s, and some. */
const requestSeconds = 330

/** Builds the HTTP side of one process; `listen` is the caller's. The log goes to `logTo`, or to the standard output. */
export const buildApp = async (
  house: House,
  options: { log?: boolean; logTo?: { write: (line: string) => void } } = {},
): Promise<App> => {
  const app = fastify({
    logger: options.log
      ? {
          level: house.config.logLevel,
          ...(options.logTo ? { stream: options.logTo } : {}),
          serializers: { req: requestLine, res: (reply) => ({ statusCode: reply.statusCode }) },
        }
      : false,
    genReqId: () => randomBytes(5).toString('hex').toUpperCase(),
    trustProxy: (_address, hop) => hop < house.config.trustedProxies,
    bodyLimit: 1024 * 1024,
    requestTimeout: requestSeconds * 1_000, // who sends slower than that holds what others need
    http: { connectionsCheckingInterval: 5_000 },
    ajv: { customOptions: { strict: false } },
    routerOptions: { maxParamLength: 500 }, // links to receipts are sealed and longer than the default
  })
  app.decorate('house', house)
  app.setValidatorCompiler(() => () => true) // the contract's own shapes are parsed in platform/http.ts
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' }, // forms say where they come from, to this site alone
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  })
  await app.register(multipart, {
    limits: { fileSize: mostUploadBytes },
    throwFileSizeLimit: false, // a form shows what was typed again; platform/transfer.ts looks
  })
  await app.register(swagger, {
    openapi: { openapi: '3.0.3', info: { title: '民桥', version: '1' } },
    transform: ({ schema, url }) => ({ schema: withRefusals(schema), url }),
  })
  installErrorReplies(app)
  refuseWrongHops(app)
  guardPerson(app)
  health(app)
  for (const module of modules) module.routes?.(app)
  await serveFaces(app)
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  return app
}

/** Adds the documented refusals to what is published. */
const withRefusals = (schema: FastifySchema): FastifySchema => {
  const { response } = schema
  if (typeof response !== 'object' || response === null || !schema.operationId) return schema
  return { ...schema, response: { ...response, ...refusalsOf(schema.operationId) } }
}

/** The log line of a request: no query string, which may hold what people typed. */
const requestLine = (request: { method: string; url: string }) => ({
  method: request.method,
  url: request.url.split('?')[0]?.replace(/[\w-]{24,}/g, '…'),
})
