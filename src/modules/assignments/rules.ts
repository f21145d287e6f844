/** Most words of one reply. */
export const mostReplyWords = 5000
