import type { FastifyRequest } from 'fastify'
import type { House } from './house.ts'

/** Where the site answers, without a slash at the end: as configured, else as this request reached it. */
export const siteOf = (house: House, request: FastifyRequest): string =>
  (house.config.baseUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`).replace(/\/+$/, '')
