import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // The apps are programs under test with suites of their own; the tests run those as processes.
    exclude: ['**/node_modules/**', '**/dist/**', 'test/apps/**', '**/cases/**'],
    // Vitest leaves one core to itself, and on two cores that is half of the machine.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
