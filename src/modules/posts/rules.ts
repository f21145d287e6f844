/** Pictures of one post. (issue 2 §2) */
export const mostPictures = 9

/** What column 16 asks of a post: at least one text and one picture. (domain.md C3, C25) */
export const countsForColumn16 = (post: { words: string; pictureCount: number }): boolean =>
  post.words.trim() !== '' && post.pictureCount > 0

/** Said beside a post that may go out but will not count; null when it counts. */
export const column16Note = (post: { words: string; pictureCount: number }): string | null => {
  if (countsForColumn16(post)) return null
  const lacks = post.words.trim() === '' ? '只有图片，没有文字' : '只有文字，没有图片'
  return `${lacks}：可以发布，但不计入统计表第 16 栏（上传动态的工作室数）。`
}
