import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { registerBuiltInAgents } from './agents/built-in.js';
import { agentRegistry, getAgentInstanceFactory } from './agents/index.js';
import { createApp } from './app.js';
import type { Config } from './config.js';
import { ModelClient } from './model/model-client.js';
import { runQueue } from './queue/queue.js';
import { startRunWorker } from './queue/run-worker.js';
import { attachSockets } from './realtime/socket-server.js';

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

export async function startServer(config: Config): Promise<RunningServer> {
  registerBuiltInAgents(agentRegistry);
  getAgentInstanceFactory().configure({
    model: config.model,
    client: new ModelClient(config.modelLatency),
    runsPerMinute: config.runsPerMinute,
  });
  const server = createServer(createApp());
  const sockets = attachSockets(server);
  startRunWorker(runQueue);
  await new Promise<void>((resolve) => server.listen(config.port, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await runQueue.idle();
      getAgentInstanceFactory().close();
    },
  };
}
