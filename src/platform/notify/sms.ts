import type { Config } from '../config.ts'
import type { House } from '../house.ts'

/** One short message, ready to go out. */
export interface Sms {
  /** ours; the provider drops what comes twice under one reference */
  reference: string
  phone: string
  text: string
}

/** Whether short messages reach anybody: through the adapter, or in the demo onto its own page. */
export const hasSms = (config: Config): boolean => config.sms !== null || config.demo

/**
 * Hands a message to the provider by HTTP POST: the body is the configured template with {phone}, {text}, {reference}
 * filled in as JSON strings. Answers null when it was taken, else a code for the outbox: no words, no phone.
 */
export const handOverSms = async (config: Config, sms: Sms): Promise<string | null> => {
  if (!config.sms) return config.demo ? null : 'no-channel'
  const { url, template, signature } = config.sms
  const body = fill(template, { ...sms, text: `${signature}${sms.text}` })
  try {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      signal: AbortSignal.timeout(5_000),
      redirect: 'error',
    })
    return reply.ok ? null : `http-${reply.status}`
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable'
  }
}

const fill = (template: string, sms: Sms): string =>
  template.replace(/\{(phone|text|reference)\}/g, (_, name: 'phone' | 'text' | 'reference') =>
    JSON.stringify(sms[name]).slice(1, -1),
  )

const progressText = ({ number = '', what = '' }: Record<string, string>): string =>
  `您反映的事（编号 ${number}）${what}。打开反映时的页面，凭编号和查询码可以查看。`

/** The words of a message; a code is made anew from the id of its row, so that it is kept nowhere. */
export const smsText = (house: House, template: string, variables: Record<string, string>): string =>
  template === 'progress'
    ? progressText(variables)
    : template === 'code'
      ? `验证码 ${digitsOf(house, variables.codeId ?? '', 6)}，5 分钟内有效。不要告诉别人，工作人员不会向您要。`
      : `${variables.title ?? '您有一条新消息'}。请登录查看。`

/** The digits of a one-time code: a keyed digest of its row's id, different for each length. */
export const digitsOf = (house: House, codeId: string, length: number): string => {
  const digest = house.keyring.hmac(`one-time digits ${length}`, codeId)
  return (BigInt(`0x${digest.toString('hex')}`) % 10n ** BigInt(length)).toString().padStart(length, '0')
}
