/** One record made on this phone that has not arrived yet. */
export interface QueuedItem {
  /** of the record itself, and the key under which it is sent: sent twice it is one */
  id: string
  /** whose: only this person's sign-in sends it */
  personId: string
  /** contract key, for the list */
  endpoint: string
  method: string
  address: string
  body: unknown
  /** a picture that goes with it, or null */
  file: Blob | null
  /** the line people read in the list */
  title: string
  /** when it was made, on this phone's clock */
  happenedAt: string
  /** is sent only when this one has arrived */
  after: string | null
  state: 'waiting' | 'refused'
  /** why it was not taken, in words */
  reason: string | null
}

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open('minqiao-queue', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('items', { keyPath: 'id' })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('这部手机存不下记录'))
  })

const run = async <T>(
  mode: 'readonly' | 'readwrite',
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  const db = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction('items', mode)
      const asked = work(transaction.objectStore('items'))
      // Done when the transaction is: a record that is said to be kept lies on the phone.
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onerror = () => reject(transaction.error ?? new Error('这部手机存不下记录'))
      transaction.onabort = () => reject(transaction.error ?? new Error('这部手机存不下记录'))
    })
  } finally {
    db.close()
  }
}

/** Keeps a record, or what has become of it. */
export const keep = async (item: QueuedItem): Promise<void> => {
  await run('readwrite', (store) => store.put(item))
}

/** Lets a record go: it has arrived, or its owner dropped it. */
export const letGo = async (id: string): Promise<void> => {
  await run('readwrite', (store) => store.delete(id))
}

/** All that is kept on this phone, whoever's, oldest first. */
export const kept = async (): Promise<QueuedItem[]> => {
  const items: QueuedItem[] = await run('readonly', (store) => store.getAll())
  return items.sort(
    (one, other) => one.happenedAt.localeCompare(other.happenedAt) || one.id.localeCompare(other.id),
  )
}
