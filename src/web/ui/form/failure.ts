/** What is wrong with one field: `path` is its dotted name in the body. */
export type FieldProblem = { path: string; message: string }

/** Why a press did not go through: the sentence, the fields at fault, and the 查错号 where there is one. */
export type Failure = { message: string; problems: readonly FieldProblem[]; reference?: string }

/**
 * Reads what a call threw: our own error bodies ({message, errors, reference}), a lost connection, or the unexpected. Where
 * fields are at fault the sentence is theirs, so that a press without a form around it says what to mend.
 */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message))
    return { message: offline, problems: [] }
  const body = bodyOf(thrown)
  const problems = problemsIn(body)
  const atFault = [...new Set(problems.map((one) => one.message))].join('；')
  const message = atFault || (stringIn(body, 'words') ?? stringIn(body, 'message') ?? unexpected)
  const reference = stringIn(body, 'reference') ?? stringIn(body, 'requestId')
  return { message: isChinese(message) ? message : unexpected, problems, ...(reference ? { reference } : {}) }
}

const offline = '没连上网。您写的都还在，有网了再按一次，不会重复。'
const unexpected = '没存上，是我们的问题。请过一分钟再按一次，不会重复。'

function bodyOf(thrown: unknown): object {
  if (typeof thrown !== 'object' || thrown === null) return {}
  if ('problem' in thrown && typeof thrown.problem === 'object' && thrown.problem !== null)
    return thrown.problem
  if ('body' in thrown && typeof thrown.body === 'object' && thrown.body !== null) return thrown.body
  return thrown
}

function stringIn(body: object, key: string): string | undefined {
  const value =
    new Map<string, unknown>(Object.entries(body)).get(key) ??
    (body instanceof Error && key === 'message' ? body.message : undefined)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function problemsIn(body: object): FieldProblem[] {
  const found = 'errors' in body ? body.errors : 'fields' in body ? body.fields : []
  if (!Array.isArray(found)) return []
  return found.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return []
    const message = stringIn(one, 'message')
    return message ? [{ path: 'path' in one ? dotted(one.path) : '', message }] : []
  })
}

function dotted(path: unknown): string {
  if (Array.isArray(path)) return path.map(String).join('.')
  return typeof path === 'string' ? path.replace(/^\/|^body\./, '').replaceAll('/', '.') : ''
}

function isChinese(message: string): boolean {
  return /[一-鿿]/.test(message)
}
