import { UserExecutionContext } from '@unsingleton/runtime';
import { McpServer, type RequestHandlerExtra } from '@modelcontextprotocol/sdk';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

function monitored<Args>(handler: (args: Args) => Promise<string>): (args: Args) => Promise<string> {
  return async (args) => {
    const text = await handler(args);
    console.log(text.length);
    return text;
  };
}

function contextOf({ authInfo }: RequestHandlerExtra): UserExecutionContext {
  return UserExecutionContext.create({ userId: authInfo?.clientId ?? 'anonymous', threadId: 'tools', runId: 'call' });
}

const recall = (key: string): string => getAgentInstanceFactory().recall(key);
const remember = (userContext: UserExecutionContext, key: string): void => createAgentInstanceFactory(userContext).remember(key, 'seen');

function registerTools(server: McpServer): void {
  server.registerTool('recall', async ({ key }) => recall(key));
  // @unsingleton-todo FRAMEWORK_CALLED: called by a framework
  server.registerTool('recall-slowly', monitored(async ({ key }) => recall(key)));
  server.registerTool('remember', async ({ key }, extra) => {
    const userContext = contextOf(extra);
    remember(userContext, key);
    return userContext.userId;
  });
}

registerTools(new McpServer());
