import type { App } from '../src/platform/house.ts'

export interface Shown {
  status: number
  text: string
  location: string | null
}

/** A browser without script: keeps cookies, opens pages, sends forms from its own origin unless told otherwise. */
export interface FormClient {
  open: (path: string) => Promise<Shown>
  send: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Shown>
  cookie: () => string
}

export const formClient = (app: App, agent = 'Mozilla/5.0 (iPhone) MicroMessenger'): FormClient => {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const keep = (header: string | string[] | number | undefined) => {
    for (const line of [header ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(String(line)) ?? []
      if (name && value !== undefined) jar.set(name, value)
    }
  }
  const reach = async (
    method: 'GET' | 'POST',
    path: string,
    headers: Record<string, string>,
    payload?: string,
  ) => {
    const reply = await app.inject({
      method,
      url: path,
      headers: { host: 'localhost', accept: 'text/html', 'user-agent': agent, cookie: cookie(), ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    keep(reply.headers['set-cookie'])
    return { status: reply.statusCode, text: reply.body, location: reply.headers.location ?? null }
  }
  return {
    open: (path) => reach('GET', path, {}),
    send: (path, fields, headers = { origin: 'http://localhost' }) =>
      reach(
        'POST',
        path,
        { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        new URLSearchParams(fields).toString(),
      ),
    cookie,
  }
}
