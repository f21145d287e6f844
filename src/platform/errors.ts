/** One field that was not as it should be, with words for people. */
export interface FieldProblem {
  path: string
  message: string
}

/** An answer other than the wished one: HTTP status, a code for programs, words for people. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly fields: FieldProblem[]
  readonly detail: Record<string, unknown> | null

  constructor(
    status: number,
    code: string,
    words: string,
    more: { fields?: FieldProblem[]; detail?: Record<string, unknown> } = {},
  ) {
    super(words)
    this.status = status
    this.code = code
    this.fields = more.fields ?? []
    this.detail = more.detail ?? null
  }
}

/** 400: some fields are not as they should be; all of them at once. */
export class Invalid extends Refusal {
  constructor(fields: FieldProblem[], words = '有几处需要改一改。您写的内容都还在。') {
    super(400, 'invalid', words, { fields })
  }
}

/** 401: nobody is signed in. */
export class Unauthenticated extends Refusal {
  constructor(words = '请先登录。') {
    super(401, 'unauthenticated', words)
  }
}

/** 403: seen, but not to be done by this person. */
export class Forbidden extends Refusal {
  constructor(words = '这件事不归您办。如需办理，请联系本级政协办公室。') {
    super(403, 'forbidden', words)
  }
}

/** 404: missing and forbidden share one sentence. */
export class NotFound extends Refusal {
  constructor(words = '没有找到，或者您看不到它。') {
    super(404, 'not_found', words)
  }
}

/** 409: the record has moved on, or a step is closed; detail holds what stands now. */
export class Conflict extends Refusal {
  constructor(words: string, detail?: Record<string, unknown>) {
    super(409, 'conflict', words, detail ? { detail } : {})
  }
}

/** 413: larger than is taken. */
export class TooLarge extends Refusal {
  constructor(words: string) {
    super(413, 'too_large', words)
  }
}

/** 422: another body under the same idempotency key. */
export class KeyReused extends Refusal {
  constructor(words = '这一次提交的内容与刚才不同。要另交一份，请重新打开页面再交；刚才那份已经收到。') {
    super(422, 'key_reused', words)
  }
}

/** 429: too many tries; `seconds` until the next. */
export class TooMany extends Refusal {
  readonly seconds: number
  constructor(seconds: number, words = `试得太频繁了，请过 ${seconds} 秒再试。`) {
    super(429, 'too_many', words)
    this.seconds = seconds
  }
}

/** 503: cannot be served just now. */
export class Unavailable extends Refusal {
  constructor(words = '没存上，是我们的问题。请过一分钟再按一次，不会重复。') {
    super(503, 'unavailable', words)
  }
}
