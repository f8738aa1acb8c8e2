import { Server } from 'socket.io';
import { getAgentInstanceFactory } from './agents';

export const io = new Server();

io.on('connection', (socket) => {
  socket.on('start', async (name: string, reply: (run: string) => void) => {
    reply(await getAgentInstanceFactory().run(name));
  });
});
