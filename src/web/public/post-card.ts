import type { OpenPost } from '../../modules/posts/index.ts'
import { type PublicPost, asDay } from '../ui/public/index.ts'

/** A post as a card: its first picture small, its first sentence, who wrote it when. */
export const postOf = (post: OpenPost, now: Date, showsVenue = false): PublicPost => {
  const [first] = post.pictures
  return {
    id: post.id,
    to: `/p/${post.id}`,
    title: post.title,
    lead: firstSentence(post.words),
    meta: `${asDay(post.publishedAt, now)}，${showsVenue ? post.venueName : `${post.authorName}记`}`,
    picture: first
      ? { src: `/api/files/${first.fileId}?size=small`, alt: first.caption || `${post.title}的照片` }
      : null,
  }
}

/** The first sentence of a text, at most 60 characters. */
export const firstSentence = (words: string): string => {
  const [first = ''] = words.split(/(?<=[。！？\n])/)
  const plain = first.trim()
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain
}
