/** What stands after the name of a department in a choice where nobody could sign for it. */
export const nobodySigns = ({ peopleCount }: { peopleCount: number }): string =>
  peopleCount === 0 ? '（还没有人能签收）' : ''
