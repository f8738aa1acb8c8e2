import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // The apps are programs under test with suites of their own; the tests run those as processes.
    exclude: ['**/node_modules/**', '**/dist/**', 'test/apps/**', '**/cases/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
