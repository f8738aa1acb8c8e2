import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { server } from './server.js';

export async function serve() {
  const { port } = server.address() as AddressInfo;
  return {
    ask: async (name: string) => {
      const socket = new WebSocket(`ws://localhost:${port}`, { headers: { 'x-user': name } });
      await once(socket, 'open');
      socket.send(name);
      const [answer] = await once(socket, 'message');
      socket.close();
      return String(answer);
    },
    close: async () => void server.close(),
  };
}
