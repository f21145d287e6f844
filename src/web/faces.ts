import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import { z } from 'zod'
import type { App } from '../platform/house.ts'
import { favicon, faviconPath } from './favicon.ts'

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
    isEntry: z.boolean().default(false),
  }),
)

/** Where the browser build lies: beside the server bundle, or in dist/ when run from the sources. */
export const webFolder = (): string => {
  const here = dirname(fileURLToPath(import.meta.url))
  const beside = join(here, 'web')
  return existsSync(join(beside, '.vite')) ? beside : join(here, '..', '..', 'dist', 'web')
}

/** Serves the built files and the two shells: /staff/… on the desk, /m/… on the phone. */
export const serveFaces = async (app: App): Promise<void> => {
  serveFavicon(app)
  const folder = webFolder()
  if (!existsSync(folder)) return
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    maxAge: '365d',
    immutable: true,
    decorateReply: false,
  })
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')))
  shell(app, ['/staff', '/staff/*'], manifest['src/web/staff.tsx'], '工作台')
  shell(app, ['/m', '/m/*'], manifest['src/web/member.tsx'], '委员')
  offline(app, folder, manifest)
}

const serveFavicon = (app: App) => {
  for (const path of [faviconPath, '/favicon.ico'])
    app.get(path, { schema: { hide: true } }, (_request, reply) =>
      reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(favicon),
    )
}

/** The phone's own copy of the member face: its worker, and the list of files that it keeps so that it opens without a network. */
const offline = (app: App, folder: string, manifest: Record<string, NonNullable<Entry>>) => {
  const worker = manifest['src/web/service-worker.ts']
  if (!worker) return
  const script = readFileSync(join(folder, worker.file), 'utf8')
  const files = [...filesOf(manifest, 'src/web/member.tsx')].map((file) => `/${file}`)
  app.get('/m/service-worker.js', { schema: { hide: true } }, (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('service-worker-allowed', '/m')
      .send(script),
  )
  app.get('/m/shell.json', { schema: { hide: true } }, (_request, reply) =>
    reply.header('cache-control', 'no-cache').send({ files }),
  )
}

/** Scripts and styles that an entry needs, its lazy pages included. */
const filesOf = (
  manifest: Record<string, NonNullable<Entry>>,
  name: string,
  found = new Map<string, string[]>(),
): Set<string> => {
  const entry = manifest[name]
  if (entry && !found.has(name)) {
    found.set(name, [entry.file, ...entry.css])
    for (const next of [...entry.imports, ...entry.dynamicImports]) filesOf(manifest, next, found)
  }
  return new Set([...found.values()].flat())
}

type Entry = z.output<typeof Manifest>[string] | undefined

const shell = (app: App, paths: string[], entry: Entry, title: string) => {
  if (!entry) return
  for (const path of paths)
    app.get(path, { schema: { hide: true } }, (_request, reply) => {
      const { nonce } = { nonce: reply.cspNonce.style }
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(
          `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
            `<meta name="csp-nonce" content="${nonce}"><meta name="demo" content="${app.house.config.demo ? 'on' : 'off'}"><title>${title}</title><link rel="icon" href="${faviconPath}" type="image/svg+xml">` +
            entry.css.map((file) => `<link rel="stylesheet" href="/${file}">`).join('') +
            `</head><body><div id="root"></div><noscript>这一页要开启脚本才能用。群众反映问题的页面不需要脚本。</noscript>` +
            `<script type="module" src="/${entry.file}"></script></body></html>`,
        )
    })
}
