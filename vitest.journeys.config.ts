import { defineConfig } from 'vitest/config'

/** Journeys in a real browser, one file at a time, against a demo installation of their own. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts', 'test/journeys/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
