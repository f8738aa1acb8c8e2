import { scopeMessages } from '@unsingleton/runtime/ws';
import { WebSocketServer } from 'ws';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

export const server = new WebSocketServer({ port: 0 });

server.on('connection', (socket, request) => {
  scopeMessages(socket, request, (upgrade) => identify(upgrade.headers['x-user']));
});

server.on('connection', (socket) => {
  socket.on('message', async (data) => {
    socket.send(await introduce(String(data)));
  });
});
