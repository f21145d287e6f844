/** Full-width letters, digits, signs and spaces become half-width; Chinese marks of punctuation of their own stay. */
export function halfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
}

/**
 * A telephone number as it is kept and compared: 11 digits of a mobile, or area code and number with no sign between,
 * `-` before an extension. Null when it is no number that can be dialled from elsewhere (a landline needs its area code).
 */
export function normalizePhone(text: string): string | null {
  const dialled = halfWidth(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/转|ext\.?|#/i, '-x')
    .replace(/[^\d+x]/g, '')
    .replace(/^(\+86|0086|86(?=1[3-9]\d{9}$))/, '')
  if (/^1[3-9]\d{9}$/.test(dialled) || /^[48]00\d{7}$/.test(dialled)) return dialled
  const landline = /^(0(?:10|2\d|[3-9]\d\d)\d{7,8})(?:x(\d{1,6}))?$/.exec(dialled)
  if (!landline) return null
  return landline[2] ? `${landline[1]}-${landline[2]}` : `${landline[1]}`
}

/** A number as it is shown to those who may not read it: 199****1234; what is too short to mask shows nothing. */
export function maskPhone(phone: string): string {
  if (/^\d{11}$/.test(phone) && phone.startsWith('1')) return `${phone.slice(0, 3)}****${phone.slice(-4)}`
  return phone.length < 9 ? '****' : `${phone.slice(0, 4)}****${phone.slice(-2)}`
}

/** A name as it is shown to those who may not read it: 王某, 欧某. */
export function maskName(name: string): string {
  const [first = ''] = Array.from(name)
  return first ? `${first}某` : ''
}
