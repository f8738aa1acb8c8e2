import { CallToolRequestSchema, McpServer, type CallToolRequest } from '@modelcontextprotocol/sdk';
import { contextFromRequest, UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const recall = (userContext: UserExecutionContext, key: string): string => createAgentInstanceFactory(userContext).recall(key);

async function callTool(userContext: UserExecutionContext, { params }: CallToolRequest): Promise<string> {
  return createAgentInstanceFactory(userContext).run(params.name);
}

export function makeServer(): McpServer {
  const server = new McpServer();
  server.registerTool('recall', async ({ key }, extra) => {
    const userContext = contextFromRequest(extra);
    return recall(userContext, key);
  });
  server.registerTool('remember', async ({ key }, extra) => {
    const userContext = contextFromRequest(extra);
    const { sessionId } = extra;
    createAgentInstanceFactory(userContext).remember(key, sessionId ?? 'nowhere');
    return key;
  });
  server.registerTool('own', async ({ key }, extra) => {
    const userContext = UserExecutionContext.create({ userId: extra.authInfo?.clientId ?? 'anonymous', threadId: 'tools', runId: 'call' });
    return `${recall(userContext, key)} for ${userContext.userId}`;
  });
  server.registerPrompt('memory', (extra) => {
    const userContext = contextFromRequest(extra);
    return createAgentInstanceFactory(userContext).recallAll().join();
  });
  server.server.setRequestHandler(CallToolRequestSchema, (_0, extra) => callTool(contextFromRequest(extra), _0));
  return server;
}
