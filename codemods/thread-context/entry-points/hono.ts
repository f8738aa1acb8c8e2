import type { Framework } from './framework.js';

/** Hono handlers and middleware. */
export const hono: Framework = { kind: 'hono', requests: [{ name: 'Context', packages: ['hono'] }], parameter: 'c' };
