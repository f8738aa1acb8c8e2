import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolRequestSchema, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { userScope } from '../../../src/runtime/adapters/mcp.js';
import { contextFromRequest, currentScope, perRequest } from '../../../src/runtime/index.js';
import { createDesk, eventually, identify, type Answer } from './server-under-test.js';

type Extra = { readonly authInfo?: { readonly token: string } | undefined };

const whoever = ({ authInfo }: Extra): ReturnType<typeof identify> => identify(authInfo === undefined ? undefined : `Bearer ${authInfo.token}`);
const say = (value: unknown): CallToolResult => ({ content: [{ type: 'text', text: JSON.stringify(value) }] });
const heard = (result: unknown): unknown => JSON.parse((result as { content: [{ text: string }] }).content[0].text) as unknown;

/** A client whose messages say, as an HTTP transport's do, whose token the connection brought. */
async function connect(server: { connect(transport: Transport): Promise<void> }, user?: string): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const send = ours.send.bind(ours);
  ours.send = (message, options) => send(message, { ...options, ...(user === undefined ? {} : { authInfo: { token: `token-of-${user}`, clientId: user, scopes: [] } }) });
  await server.connect(theirs);
  const client = new Client({ name: 'client', version: '1.0.0' });
  await client.connect(ours);
  return client;
}

describe('userScope() for the Model Context Protocol', () => {
  const desk = createDesk();

  function deskServer(): McpServer {
    const server = new McpServer({ name: 'desk', version: '1.0.0' });
    userScope(server, whoever);
    server.registerTool('run', { inputSchema: { work: z.string() } }, async ({ work }, extra) => say(await desk.handle('/runs', extra, async () => work)));
    server.registerTool('wait', {}, async (extra) => say(await desk.handle('/slow', extra, async () => '')));
    server.registerTool('fail', {}, async (extra) => say(await desk.handle('/fail', extra, async () => '')));
    server.registerResource('mine', new ResourceTemplate('notes://{name}', { list: undefined }), {}, (uri, _variables, extra) => ({ contents: [{ uri: uri.href, text: contextFromRequest(extra).userId }] }));
    server.registerPrompt('greet', {}, (extra) => ({ messages: [{ role: 'user', content: { type: 'text', text: contextFromRequest(extra).userId } }] }));
    return server;
  }

  it('gives each of thirty concurrent clients their own context', async () => {
    const users = Array.from({ length: 30 }, (_, index) => `user${String(index)}`);
    const clients = await Promise.all(users.map((user) => connect(deskServer(), user)));
    const answers = await Promise.all(clients.map(async (client, index) => heard(await client.callTool({ name: 'run', arguments: { work: `work ${String(index)}` } }))));
    expect(answers).toEqual(users.map((user, index): Answer => ({ ofSource: user, ofScope: user, ofNotebook: user, body: `work ${String(index)}` })));
  });

  it('gives resources and prompts the same', async () => {
    const client = await connect(deskServer(), 'alice');
    expect((await client.readResource({ uri: 'notes://first' })).contents).toEqual([{ uri: 'notes://first', text: 'alice' }]);
    expect((await client.getPrompt({ name: 'greet' })).messages).toEqual([{ role: 'user', content: { type: 'text', text: 'alice' } }]);
  });

  it('gives nobody to a client that has not signed in', async () => {
    const client = await connect(deskServer());
    expect(heard(await client.callTool({ name: 'run', arguments: { work: 'x' } }))).toEqual({ ofSource: null, ofScope: null, ofNotebook: null, body: 'x' });
  });

  it('closes the scope when the handler has answered, has failed, and when the client cancels', async () => {
    for (const [user, name] of [['grace', 'run'], ['ivan', 'fail']] as const) {
      const client = await connect(deskServer(), user);
      await client.callTool({ name, arguments: { work: '' } });
      expect(await eventually(() => desk.closed.includes(user))).toBe(true);
    }
    const client = await connect(deskServer(), 'heidi');
    const abort = new AbortController();
    const called = client.callTool({ name: 'wait' }, undefined, { signal: abort.signal }).catch((error: unknown) => String(error));
    expect(await eventually(() => desk.opened.includes('heidi'))).toBe(true);
    expect(desk.closed).not.toContain('heidi');
    abort.abort('changed my mind');
    expect(await called).toContain('changed my mind');
    expect(await eventually(() => desk.closed.includes('heidi'))).toBe(true);
  });

  it('is for a plain server as well, asks a resolver that takes its time, and leaves earlier handlers alone', async () => {
    const server = new Server({ name: 'plain', version: '1.0.0' }, { capabilities: { tools: {} } });
    const owner = perRequest((userContext) => userContext.userId);
    userScope(server, async (extra) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      return whoever(extra);
    });
    server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => say([params.name, currentScope().context.userId, owner(contextFromRequest(extra))]));
    const client = await connect(server, 'judy');
    expect(heard(await client.callTool({ name: 'anything' }))).toEqual(['anything', 'judy', 'judy']);
    await expect(client.ping()).resolves.toEqual({});
  });

  it('answers with an error when the resolver fails, and does not run the handler', async () => {
    const server = new Server({ name: 'plain', version: '1.0.0' }, { capabilities: { tools: {} } });
    userScope(server, () => Promise.reject(new Error('token store is down')));
    let ran = false;
    server.setRequestHandler(CallToolRequestSchema, () => {
      ran = true;
      return say('ran');
    });
    const client = await connect(server, 'judy');
    await expect(client.callTool({ name: 'anything' })).rejects.toThrow('token store is down');
    expect(ran).toBe(false);
  });
});
