import type { Framework } from './framework.js';

/** Plain `node:http`, and the upgrade request of a WebSocket. */
export const http: Framework = { kind: 'http', requests: [{ name: 'IncomingMessage', packages: ['node'] }] };
