import { useState } from 'react'
import { z } from 'zod'
import { CallError } from './call.ts'
import { Facts } from './ui/facts.tsx'

/** The version that a text was begun on: it lies in the form, so that a draft brings it back with the words. */
export const begunOn = z.coerce.number().int()

const Standing = z.looseObject({ version: z.number().int() })

/**
 * Two people at one record: the second press answers 409 with what stands now, which is shown while nothing typed is lost;
 * pressed again after reading it, it is meant, and held against what was shown. `saved` counts what went through: the key of a
 * form that stays on its page, so that it begins anew on what it has just saved.
 */
export const useOtherHand = () => {
  const [stands, setStands] = useState<z.output<typeof Standing> | null>(null)
  const [saved, setSaved] = useState(0)
  const held = async <T,>(begun: number, save: (version: number) => Promise<T>): Promise<T> => {
    try {
      const done = await save(stands?.version ?? begun)
      setStands(null)
      setSaved((times) => times + 1)
      return done
    } catch (thrown) {
      const found = thrown instanceof CallError ? Standing.safeParse(thrown.detail) : null
      if (found?.success) setStands(found.data)
      throw thrown
    }
  }
  return { stands, held, saved }
}

/** What stands now, row by row; an empty one says so. */
export function WhatStands({ rows }: { rows: readonly { label: string; value: string | null }[] }) {
  return (
    <div className="trouble" role="alert">
      <p>您打开之后，别人改过。下面是现在存着的；上面格子里是您写的，再按一次就以您写的为准。</p>
      <Facts rows={rows.map(({ label, value }) => ({ label, value: value || '空着' }))} />
    </div>
  )
}

/** A word of what stands; null when there is none. */
export const wordIn = (stands: Readonly<Record<string, unknown>>, key: string): string | null => {
  const value = stands[key]
  return typeof value === 'string' ? value : null
}
