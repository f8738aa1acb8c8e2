import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { scopeMessages } from '@unsingleton/runtime/ws';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { getAgentInstanceFactory } from '../agents/index.js';
import { authenticate } from '../auth/sign-in.js';
import { contextOf } from '../auth/user-context.js';
import type { User } from '../auth/users.js';
import { runCommand } from './commands.js';
import { parseMessage, type ServerMessage } from './messages.js';

export function attachSockets(server: Server): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    const user = authenticate(request);
    if (!user) {
      connection.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      scopeMessages(socket, request, () => contextOf(user, 'live'));
      socket.on('message', (data) => void answer(socket, user, data));
    });
  });
  return sockets;
}

async function answer(socket: WebSocket, user: User, data: RawData): Promise<void> {
  getAgentInstanceFactory().beginRequest(user);
  const { id, command, text } = parseMessage(data);
  const reply: ServerMessage = await runCommand(command, text).then(
    (result) => ({ id, result }),
    (error: unknown) => ({ id, error: error instanceof Error ? error.message : 'failed' }),
  );
  socket.send(JSON.stringify(reply));
}
