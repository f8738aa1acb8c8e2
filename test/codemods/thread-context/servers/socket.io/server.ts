import { openScope, UserExecutionContext } from '@unsingleton/runtime';
import { Server } from 'socket.io';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

export const io = new Server();

/** The server's own adapter: one scope for a socket's lifetime. */
io.use((socket, next) => {
  const scope = openScope(UserExecutionContext.create(identify(socket.handshake.auth['user'])), { source: socket });
  socket.once('disconnect', () => void scope.close());
  next();
});

io.on('connection', (socket) => {
  socket.on('introduce', async (name: string, reply: (answer: string) => void) => {
    reply(await introduce(name));
  });
});
