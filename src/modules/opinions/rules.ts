/** Most words of one opinion or deed. (domain.md C29, Opinions) */
export const mostWords = 2000

/** Most items in one press. */
export const mostItems = 50

/** Working days to say whether an item is taken up. (domain.md C29, Opinions) */
export const acceptDays = 3

/** Working days to answer. (domain.md C29, Opinions) */
export const answerDays = 15

/** Calendar days to rate an answer. (domain.md C29, Opinions) */
export const rateDays = 15

/** How often an unsatisfied speaker can have it handled again. (domain.md C29, Opinions) */
export const reopenMost = 2

/** Most pictures of one item. (domain.md C29, Opinions) */
export const mostPictures = 3
