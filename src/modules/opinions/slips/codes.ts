import type { House } from '../../../platform/house.ts'

/** The query code of one item on one slip: six digits that anybody without our key would have to guess. */
export const slipCode = (house: Pick<House, 'keyring'>, slipId: string, opinionId: string): string =>
  String(house.keyring.hmac('query slip', `${slipId}:${opinionId}`).readUInt32BE(0) % 1_000_000).padStart(
    6,
    '0',
  )
