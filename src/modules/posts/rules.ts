/** Pictures of one post. (issue 2 §2) */
export const mostPictures = 9

/** What column 16 looks at: the post, and whether its venue is a 委员工作室; halls, parlours and the like have no column. */
interface Countable {
  words: string
  pictureCount: number
  isStudio: boolean
}

/** What column 16 asks of a post: a studio's, with at least one text and one picture. (domain.md C3, C25) */
export const countsForColumn16 = (post: Countable): boolean =>
  post.isStudio && post.words.trim() !== '' && post.pictureCount > 0

/** Said beside a post that may go out but will not count; null when it counts. */
export const column16Note = (post: Countable): string | null => {
  if (countsForColumn16(post)) return null
  if (!post.isStudio) return '种类不是委员工作室：可以发布，但不计入统计表。'
  const lacks = post.words.trim() === '' ? '只有图片，没有文字' : '只有文字，没有图片'
  return `${lacks}：可以发布，但不计入统计表第 16 栏（上传动态的工作室数）。`
}
