import { CallToolRequestSchema, McpServer, type CallToolRequest } from '@modelcontextprotocol/sdk';
import { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const recall = (key: string): string => getAgentInstanceFactory().recall(key);

async function callTool({ params }: CallToolRequest): Promise<string> {
  return getAgentInstanceFactory().run(params.name);
}

export function makeServer(): McpServer {
  const server = new McpServer();
  server.registerTool('recall', async ({ key }) => recall(key));
  server.registerTool('remember', async ({ key }, { sessionId }) => {
    getAgentInstanceFactory().remember(key, sessionId ?? 'nowhere');
    return key;
  });
  server.registerTool('own', async ({ key }, extra) => {
    const userContext = UserExecutionContext.create({ userId: extra.authInfo?.clientId ?? 'anonymous', threadId: 'tools', runId: 'call' });
    return `${recall(key)} for ${userContext.userId}`;
  });
  server.registerPrompt('memory', () => getAgentInstanceFactory().recallAll().join());
  server.server.setRequestHandler(CallToolRequestSchema, callTool);
  return server;
}
