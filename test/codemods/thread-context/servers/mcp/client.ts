import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeServer } from './server.js';

/** The header stands for a token that has been checked: what was found of it goes into `req.auth`. */
const http = createServer(async (request, response) => {
  const transport = new StreamableHTTPServerTransport();
  const server = makeServer();
  response.on('close', () => void server.close());
  await server.connect(transport);
  const auth = { token: '', clientId: String(request.headers['x-user']), scopes: [] };
  await transport.handleRequest(Object.assign(request, { auth }), response);
});

export async function serve() {
  await new Promise<void>((resolve) => http.listen(0, resolve));
  const url = new URL(`http://localhost:${(http.address() as AddressInfo).port}/mcp`);
  return {
    ask: async (name: string) => {
      const client = new Client({ name: 'client', version: '1.0.0' });
      await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers: { 'x-user': name } } }));
      const { content } = await client.callTool({ name: 'introduce', arguments: { name } });
      await client.close();
      return (content as [{ text: string }])[0].text;
    },
    close: async () => {
      http.closeAllConnections();
      http.close();
    },
  };
}
