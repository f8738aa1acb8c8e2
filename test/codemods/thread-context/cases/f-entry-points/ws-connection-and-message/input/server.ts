import { WebSocketServer } from 'ws';
import { getAgentInstanceFactory } from './agents';
import { startRun } from './runs';

export const server = new WebSocketServer({ noServer: true });

server.on('connection', (socket, request) => {
  socket.send(`${request.url}: ${getAgentInstanceFactory().recall('lastRun')}`);

  socket.on('message', async (data) => {
    const run = await startRun(String(data));
    socket.send(run);
  });
});
