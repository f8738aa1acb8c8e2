import { createHTTPServer, type CreateHTTPContextOptions } from '@trpc/server/adapters/standalone';
import { openScope, UserExecutionContext } from '@unsingleton/runtime';
import type { AddressInfo } from 'node:net';
import { identify } from './identity.js';
import { router } from './server.js';

/** The server's own adapter: the scope of a call's context, until its response is closed. */
function createContext(options: CreateHTTPContextOptions): CreateHTTPContextOptions {
  const scope = openScope(UserExecutionContext.create(identify(options.req.headers['x-user'])), { source: options });
  options.res.once('close', () => void scope.close());
  return options;
}

export async function serve() {
  const server = createHTTPServer({ router, createContext });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ask: async (name: string) => {
      const headers = { 'content-type': 'application/json', 'x-user': name };
      const response = await fetch(`http://localhost:${port}/introduce`, { method: 'POST', headers, body: JSON.stringify(name) });
      return ((await response.json()) as { result?: { data: string } }).result?.data;
    },
    close: async () => void server.close(),
  };
}
