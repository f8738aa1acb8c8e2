import { Server } from 'socket.io';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const io = new Server();

io.on('connection', (socket) => {
  socket.on('start', async (name: string, reply: (run: string) => void) => {
    const userContext = contextFromRequest(socket);
    reply(await createAgentInstanceFactory(userContext).run(name));
  });
});
