export { type OpenPost, findOpenPost, listOpenPosts } from './open-face.ts'
