/** Most words of one opinion or deed. (domain.md C29, Opinions) */
export const mostWords = 2000

/** Most items in one press. */
export const mostItems = 50
