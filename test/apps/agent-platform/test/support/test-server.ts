import { signToken } from '../../src/auth/token.js';
import type { User } from '../../src/auth/users.js';
import type { Config } from '../../src/config.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { Client } from './client.js';

export interface TestServer extends RunningServer {
  as(user: User): Client;
}

const secret = 'for tests only';

export async function startTestServer(settings: Partial<Config> = {}): Promise<TestServer> {
  process.env['LOG'] = 'off';
  const server = await startServer({ port: 0, secret, modelName: 'test', modelLatency: 1, runsAtOnce: 2, runsWaiting: 20, ...settings });
  return { ...server, as: (user) => new Client(server.url, signToken(user, secret)) };
}
