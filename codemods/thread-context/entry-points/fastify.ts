import type { Framework } from './framework.js';

/** Fastify handlers and hooks. */
export const fastify: Framework = { kind: 'fastify', requests: [{ name: 'FastifyRequest', packages: ['fastify'] }], parameter: 'request' };
