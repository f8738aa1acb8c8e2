import { WebSocketServer, type WebSocket } from 'ws';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const server = new WebSocketServer({ noServer: true });

function listen(socket: WebSocket): void {
  socket.on('message', (data) => {
    const userContext = contextFromRequest(socket);
    return socket.send(createAgentInstanceFactory(userContext).recall(String(data)));
  });
}

server.on('connection', listen);
