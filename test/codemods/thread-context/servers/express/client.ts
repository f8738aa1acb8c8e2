import type { AddressInfo } from 'node:net';
import { app } from './server.js';

export async function serve() {
  const server = app.listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ask: async (name: string) => (await fetch(`http://localhost:${port}/introductions/${name}`, { method: 'POST', headers: { 'x-user': name } })).text(),
    close: async () => void server.close(),
  };
}
