/** Most characters of a public title, question and answer. */
export const mostTitle = 60
export const mostQuestion = 2000
export const mostAnswer = 5000

/** Something in words that would be public and ought not, or perhaps not. */
export interface Finding {
  field: 'title' | 'question' | 'answer'
  /** the words themselves */
  text: string
  /** what it is, in words: 手机号 */
  what: string
  /** must go; else somebody looks and decides */
  isHard: boolean
}

export type Fields = Record<Finding['field'], string>

const patterns: readonly { what: string; isHard: boolean; match: RegExp }[] = [
  { what: '身份证号', isHard: true, match: /(?<!\d)\d{17}[\dXx](?!\d)/g },
  { what: '手机号', isHard: true, match: /(?<!\d)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)/g },
  { what: '邮箱', isHard: true, match: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  { what: '微信、QQ 号', isHard: true, match: /(?:微信|QQ|qq)(?:号|：|:|\s)*[A-Za-z0-9_-]{5,20}/g },
  { what: '电话', isHard: false, match: /(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?!\d)/g },
  {
    what: '像是住址',
    isHard: false,
    match:
      /[一-龥]{0,6}(?:路|街|巷|弄|道|村)\s?\d+\s?号|\d+\s?(?:栋|幢|号楼|单元|室|组)(?:\s?\d+\s?(?:单元|室|号))*/g,
  },
  {
    what: '像是人名',
    isHard: false,
    match:
      /(?:我叫|联系人|本人)[是为：:\s]*[一-龥]{2,3}|[一-龥]{1,2}(?:先生|女士|师傅|大爷|大妈|阿姨|婆婆|嫂子|同志|书记|主任)/g,
  },
]

/** What stands in the words by pattern and of the guarded words found in them, field by field, each once. (C13, C14: what is published has no name and no contact) */
export const findingsIn = (fields: Fields, guarded: readonly string[]): Finding[] => {
  const found: Finding[] = []
  for (const field of ['title', 'question', 'answer'] as const) {
    const taken = new Set<string>()
    const add = (text: string, what: string, isHard: boolean) => {
      if (taken.has(text)) return
      taken.add(text)
      found.push({ field, text, what, isHard })
    }
    for (const { what, isHard, match } of patterns)
      for (const [text] of fields[field].matchAll(match)) add(text, what, isHard)
    for (const word of guarded) if (word && fields[field].includes(word)) add(word, '要核对的词', true)
  }
  return found
}

/** What of the speaker's own data stands in the words: never public, whatever its form. */
export const ownDataIn = (
  fields: Fields,
  speaker: { name: string | null; phone: string | null; place: string | null },
): Finding[] => {
  const own = [
    { what: '反映人的称呼', text: speaker.name, least: 2 },
    { what: '反映人的电话', text: speaker.phone, least: 6 },
    { what: '反映人写的地点', text: speaker.place, least: 5 },
  ]
  return (['title', 'question', 'answer'] as const).flatMap((field) =>
    own.flatMap(({ what, text, least }) =>
      text && Array.from(text).length >= least && fields[field].includes(text)
        ? [{ field, text, what, isHard: true }]
        : [],
    ),
  )
}
