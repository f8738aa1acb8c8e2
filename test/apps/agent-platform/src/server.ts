import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getAgentInstanceFactory } from './agents/index.js';
import { createApp } from './app.js';
import type { Config } from './config.js';
import { runQueue } from './queue/run-queue.js';
import { startRunWorker } from './queue/run-worker.js';
import { configurePlatform } from './startup.js';
import { attachGateway } from './websocket/gateway.js';

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

export async function startServer(config: Config): Promise<RunningServer> {
  configurePlatform(config);
  const server = createServer(createApp(config.secret));
  const sockets = attachGateway(server, config.secret);
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
      getAgentInstanceFactory().endRequest();
    },
  };
}
