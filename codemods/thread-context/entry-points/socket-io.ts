import type { Framework } from './framework.js';

/** Socket.IO: the socket stands for its user. */
export const socketIo: Framework = { kind: 'socket.io', requests: [{ name: 'Socket', packages: ['socket.io'] }] };
