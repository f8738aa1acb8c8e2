import type { Framework } from './framework.js';

/** A WebSocket: every message has a scope of its own, found through its socket. */
export const ws: Framework = { kind: 'ws', requests: [{ name: 'WebSocket', packages: ['ws'] }] };
