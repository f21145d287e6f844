import { z } from 'zod'

// In a browser the policy forbids code made from text, and a shape asks whether it may be made as soon as it is built. The build puts
// this into one file with zod, so that it is said before any shape is.
if ('document' in globalThis) z.config({ jitless: true })
