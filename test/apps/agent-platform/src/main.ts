import { loadConfig } from './config.js';
import { log } from './log.js';
import { startServer } from './server.js';

const server = await startServer(loadConfig());
// Whoever starts the server reads its address from the first line.
console.log(server.url);

process.once('SIGTERM', () => {
  server.close().catch((error: unknown) => log.error('shutdown failed', { error: String(error) }));
});
