import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { scopeMessages } from '@unsingleton/runtime/ws';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { getAgentInstanceFactory } from '../agents/index.js';
import { authenticate } from '../auth/sign-in.js';
import { contextOf } from '../auth/user-context.js';
import type { User } from '../auth/users.js';
import { messageOf } from '../errors.js';
import { runCommand } from './commands.js';
import { parseMessage, type Reply } from './messages.js';
import { socketBridge } from './socket-bridge.js';

export function attachGateway(server: Server, secret: string): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    const user = authenticate(request, secret);
    if (!user) {
      connection.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      scopeMessages(socket, request, () => contextOf(user, 'live'));
      socketBridge.add(user.id, socket);
      socket.on('message', async (data) => {
        await answer(socket, user, data);
      });
    });
  });
  return sockets;
}

async function answer(socket: WebSocket, user: User, data: RawData): Promise<void> {
  const { id, command, text, thread } = parseMessage(data);
  getAgentInstanceFactory().beginRequest(user, thread);
  const reply: Reply = await runCommand(command, text).then(
    (result) => ({ id, result }),
    (error: unknown) => ({ id, error: messageOf(error) }),
  );
  if (getAgentInstanceFactory().user.id === user.id) getAgentInstanceFactory().remember(`answered ${command}`);
  socket.send(JSON.stringify(reply));
}
