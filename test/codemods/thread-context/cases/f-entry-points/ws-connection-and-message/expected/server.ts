import { WebSocketServer } from 'ws';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';
import { startRun } from './runs';

export const server = new WebSocketServer({ noServer: true });

server.on('connection', (socket, request) => {
  const userContext = contextFromRequest(socket);
  socket.send(`${request.url}: ${createAgentInstanceFactory(userContext).recall('lastRun')}`);

  socket.on('message', async (data) => {
    const userContext = contextFromRequest(socket);
    const run = await startRun(userContext, String(data));
    socket.send(run);
  });
});
