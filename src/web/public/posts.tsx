import type { ReactElement } from 'react'
import { findOpenPost, listOpenPosts } from '../../modules/posts/index.ts'
import { NotFound } from '../../platform/errors.ts'
import type { PageContext } from '../../platform/page.tsx'
import { Empty, Picture, Posts, asDay } from '../ui/public/index.ts'
import { Pages, framed, pageNumber } from './frame.tsx'
import { postOf } from './post-card.ts'
import { venueAt } from './studio.tsx'

const size = 11

/** All published 动态 of a venue, newest first; a closed venue keeps its own. */
export const studioPostsPage = async (context: PageContext): Promise<ReactElement> => {
  const venue = await venueAt(context)
  const page = pageNumber(context.query.page)
  const posts = await listOpenPosts(context.tx, { venueId: venue.id, committeeId: null, page, size })
  return framed(context, {
    title: `${venue.name}的动态`,
    committeeId: venue.committeeId,
    back: { to: `/s/${venue.token}`, label: venue.name },
    children: (
      <>
        <h1 className="title">动态</h1>
        <p className="under">
          {venue.name}
          {posts.total > 0 && `，共 ${posts.total} 条`}
        </p>
        {posts.total > 0 ? (
          <Posts posts={posts.rows.map((post) => postOf(post, context.now))} />
        ) : (
          <Empty why="还没有动态。" />
        )}
        <Pages
          page={page}
          size={size}
          total={posts.total}
          at={(to) => `/s/${venue.token}/posts?page=${to}`}
        />
      </>
    ),
  })
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** One published 动态 with all its pictures, each with its caption in words. */
export const postPage = async (context: PageContext): Promise<ReactElement> => {
  const { id = '' } = context.params
  const post = isId(id) ? await findOpenPost(context.tx, id) : undefined
  if (!post) throw new NotFound('没有这一条，或者已经撤下。')
  return framed(context, {
    title: post.title,
    committeeId: post.committeeId,
    back: { to: `/s/${post.venueToken}`, label: post.venueName },
    children: (
      <article>
        <h1 className="title">{post.title}</h1>
        <p className="under">
          {asDay(post.publishedAt, context.now)}，{post.venueName}，{post.authorName}记
        </p>
        <div className="prose">
          {post.words
            .split(/\n+/)
            .filter((line) => line.trim())
            .map((line, index) => (
              <p key={index}>{line}</p>
            ))}
        </div>
        {post.pictures.map((picture, index) => (
          <figure key={picture.fileId} className="shot">
            <Picture
              src={`/api/files/${picture.fileId}`}
              alt={picture.caption || `${post.title}，第 ${index + 1} 张照片`}
              width={picture.width}
              height={picture.height}
              first={index === 0}
            />
            {picture.caption && <figcaption>{picture.caption}</figcaption>}
          </figure>
        ))}
      </article>
    ),
  })
}
