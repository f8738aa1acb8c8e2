import { WebSocketServer, type WebSocket } from 'ws';
import { getAgentInstanceFactory } from './agents';

export const server = new WebSocketServer({ noServer: true });

function listen(socket: WebSocket): void {
  socket.on('message', (data) => socket.send(getAgentInstanceFactory().recall(String(data))));
}

server.on('connection', listen);
