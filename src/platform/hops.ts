import { Unavailable } from './errors.ts'
import type { App } from './house.ts'

/**
 * Behind proxies a visitor's address is the one that the outermost proxy wrote down. A request that passed fewer proxies than
 * MINQIAO_TRUSTED_PROXIES names would let the visitor write that address himself, so it is not served at all: a wrong setting
 * shows at once, on the first page, instead of in limits that hold nobody. The probes of health come without a proxy.
 */
export const refuseWrongHops = (app: App): void => {
  const { trustedProxies } = app.house.config
  if (trustedProxies === 0) return
  app.addHook('onRequest', async (request) => {
    if (probes.includes(request.url.split('?')[0] ?? '')) return
    const passed = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .filter((address) => address.trim() !== '').length
    if (passed >= trustedProxies) return
    request.log.warn({ passed, trustedProxies }, 'fewer proxies than MINQIAO_TRUSTED_PROXIES')
    throw new Unavailable(
      `网站的设置不对：MINQIAO_TRUSTED_PROXIES 是 ${trustedProxies}，请求只经过了 ${passed} 层代理。请告诉管理员改成一样的数。`,
    )
  })
}

const probes = ['/livez', '/readyz', '/metrics']
