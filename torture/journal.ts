import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** What a client wants: written down before it is sent the first time. */
export interface Asked {
  t: 'asked'
  key: string
  kind: 'tick' | 'reverse' | 'draft' | 'submit' | 'takeBack' | 'say' | 'heard' | 'letter'
  endpoint: string
  /** the record that is made or moved; of what is said on the public form the tag in its words */
  recordId: string
}

/** What a client was told: written down before it asks anything else. */
export interface Told {
  t: 'told'
  key: string
  status: number
  body: string
  /** how often it was sent */
  tries: number
}

export type Line = Asked | Told

/** A client's own record of what it asked and was told, on disk: the verdict believes nothing else. */
export interface Journal {
  write: (line: Line) => void
  close: () => void
}

export const openJournal = (path: string): Journal => {
  const file = openSync(path, 'a')
  return {
    write: (line) => {
      writeSync(file, `${JSON.stringify(line)}\n`)
    },
    close: () => {
      fsyncSync(file)
      closeSync(file)
    },
  }
}

/** An ask with what was told of it; null while nothing was. */
export interface Entry extends Asked {
  told: Told | null
}

export const readJournal = (path: string): Entry[] => {
  const entries = new Map<string, Entry>()
  for (const text of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const line: Line = JSON.parse(text)
    if (line.t === 'asked') entries.set(line.key, { ...line, told: null })
    else {
      const entry = entries.get(line.key)
      if (entry) entry.told = line
    }
  }
  return [...entries.values()]
}
