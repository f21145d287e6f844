/** What a file is that an endpoint gives. */
export const kindOf = (body: Buffer): 'zip' | 'svg' | 'other' => {
  if (body.subarray(0, 2).toString('latin1') === 'PK') return 'zip'
  return body.subarray(0, 400).toString('utf8').includes('<svg') ? 'svg' : 'other'
}

/** What would act when the part of a file is opened. */
export const activeIn = (part: string, kind: 'zip' | 'svg' | 'other'): string[] => {
  const signs: [words: string, sign: RegExp][] =
    kind === 'svg'
      ? [['a script', /<script|<foreignObject|<[^>]*\son\w+\s*=/i]]
      : [
          ['a formula', /<f[ >/]/],
          ['an outside target', /TargetMode="External"/],
          ['a field code', /<w:instrText[^>]*>\s*(DDE|INCLUDE|HYPERLINK)/i],
          ['an object', /<(w:object|o:OLEObject|w:altChunk|oleObject)\b/],
          ['a macro', /vbaProject/],
          ['a script', /<script[\s>]/i],
        ]
  return kind === 'other' ? [] : signs.filter(([, sign]) => sign.test(part)).map(([words]) => words)
}
