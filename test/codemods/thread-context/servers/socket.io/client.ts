import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io as connect } from 'socket.io-client';
import { io } from './server.js';

export async function serve() {
  const server = createServer();
  io.attach(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ask: async (name: string) => {
      const socket = connect(`http://localhost:${port}`, { auth: { user: name }, transports: ['websocket'] });
      const answer: unknown = await socket.emitWithAck('introduce', name);
      socket.close();
      return String(answer);
    },
    close: () => io.close(),
  };
}
