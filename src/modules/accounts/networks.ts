/** A network as PostgreSQL reads it (10.8.0.0/16, 2001:db8::/32), from an address or CIDR as typed; null when it is none. */
export const plainNetwork = (typed: string): string | null => {
  const [host = '', prefix, ...rest] = typed.normalize('NFKC').trim().toLowerCase().split('/')
  const address = plainAddress(host)
  if (address === null || rest.length > 0) return null
  const widest = address.includes(':') ? 128 : 32
  if (prefix === undefined) return `${address}/${widest}`
  if (!/^\d{1,3}$/.test(prefix)) return null
  return Number(prefix) >= 1 && Number(prefix) <= widest ? `${address}/${Number(prefix)}` : null
}

/** An address in one spelling, IPv4 in IPv6 as IPv4; null when it is none. */
export const plainAddress = (typed: string): string | null => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(typed)?.[1] ?? typed
  const parts = mapped.split('.')
  if (parts.length === 4)
    return parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)
      ? parts.map(Number).join('.')
      : null
  return /^[\da-f:]{2,39}$/i.test(mapped) && URL.canParse(`http://[${mapped}]/`)
    ? new URL(`http://[${mapped}]/`).hostname.slice(1, -1)
    : null
}
