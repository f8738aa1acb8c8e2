import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { userScope } from '@unsingleton/runtime/mcp';
import { z } from 'zod';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

/** One for each request, as a server without sessions makes them. */
export function makeServer(): McpServer {
  const server = new McpServer({ name: 'introductions', version: '1.0.0' });
  userScope(server, ({ authInfo }) => identify(authInfo?.clientId));
  server.registerTool('introduce', { inputSchema: { name: z.string() } }, async ({ name }) => ({ content: [{ type: 'text', text: await introduce(name) }] }));
  return server;
}
