import { resetAgentInstanceFactory } from '../../src/agents/index.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { Client } from './client.js';

export interface TestServer extends RunningServer {
  as(user: string): Client;
}

export async function startTestServer(runsPerMinute = 1000): Promise<TestServer> {
  process.env['LOG'] = 'off';
  resetAgentInstanceFactory();
  const server = await startServer({ port: 0, model: 'test', modelLatency: 1, runsPerMinute });
  return { ...server, as: (user) => new Client(server.url, `token-of-${user}`) };
}
