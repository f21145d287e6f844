import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import { postFiles } from './access.ts'
import * as commands from './commands.ts'
import * as api from './contract.ts'
import { postProcess } from './process.ts'
import * as queries from './queries.ts'

export const postsModule: Module = {
  name: 'posts',
  processes: [postProcess],
  together: [{ process: postProcess, endpoint: api.stepPost, take: commands.stepPost }],
  files: [postFiles],
  routes: (app) => {
    serve(app, api.listPosts, ({ tx, actor, query }) => queries.listPosts(tx, actor, query))
    serve(app, api.getPostTags, ({ tx, actor, query }) => queries.getPostTags(tx, actor, query.venueId), {
      snapshot: true,
    })
    serve(app, api.getPost, ({ tx, actor, params }) => queries.getPost(tx, actor, params.id), {
      snapshot: true,
    })
    serve(app, api.draftPost, ({ tx, actor, body }) => commands.draftPost(tx, actor, body))
    serve(app, api.savePost, ({ tx, actor, params, body }) => commands.savePost(tx, actor, params.id, body))
    serve(app, api.addPicture, ({ tx, actor, house, params, body, upload }) =>
      commands.addPicture(tx, actor, house, params.id, { ...body, upload }),
    )
    serve(app, api.stepPost, ({ tx, actor, params, body }) => commands.stepPost(tx, actor, params.id, body))
  },
}
