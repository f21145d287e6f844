/**
 * The member face without a network: its page and files are kept on the phone. What the server says is never kept here;
 * what was recorded waits in the queue (queue.ts).
 */
interface Waiting {
  waitUntil: (work: Promise<unknown>) => void
}
interface Fetching {
  request: Request
  respondWith: (answer: Promise<Response>) => void
}
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
}

/** A worker's own scope: the compiler knows this file by the page's names. */
const scope: WorkerScope = Object(self)

const cacheName = 'minqiao-member-1'
const shell = '/m'

scope.addEventListener('install', (event) => {
  event.waitUntil(take().then(() => scope.skipWaiting()))
})

scope.addEventListener('activate', (event) => {
  event.waitUntil(scope.clients.claim())
})

scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin) return
  if (event.request.mode === 'navigate' && isPage(url.pathname)) event.respondWith(page(event.request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(file(event.request))
})

const isPage = (path: string): boolean =>
  (path === shell || path.startsWith(`${shell}/`)) && !path.startsWith('/m/sign-in')

/** The page from the network, and anew all files when it has changed; without a network the page that is kept. */
const page = async (request: Request): Promise<Response> => {
  try {
    const fresh = await fetch(request)
    if (fresh.ok) void take().catch(() => undefined)
    return fresh
  } catch {
    return (await caches.match(shell)) ?? Response.error()
  }
}

/** Files carry their digest in their name: what is kept is right. */
const file = async (request: Request): Promise<Response> => {
  const known = await caches.match(request)
  if (known) return known
  const fresh = await fetch(request)
  if (fresh.ok) await (await caches.open(cacheName)).put(request, fresh.clone())
  return fresh
}

/** Takes page and files in, lets go of those that are no longer named. */
const take = async () => {
  const listed = await fetch('/m/shell.json')
  const named: unknown = await listed.json()
  const files = filesIn(named)
  const cache = await caches.open(cacheName)
  const have = new Set((await cache.keys()).map((request) => new URL(request.url).pathname))
  await Promise.all(files.filter((path) => !have.has(path)).map((path) => cache.add(path)))
  await cache.add(shell)
  const wanted = new Set([...files, shell])
  await Promise.all([...have].filter((path) => !wanted.has(path)).map((path) => cache.delete(path)))
}

const filesIn = (named: unknown): string[] =>
  typeof named === 'object' && named !== null && 'files' in named && Array.isArray(named.files)
    ? named.files.filter((path): path is string => typeof path === 'string')
    : []

export {}
