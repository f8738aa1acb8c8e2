import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { withUserScope } from '../../../src/runtime/adapters/node-http.js';
import { setLogger } from '../../../src/runtime/index.js';
import { describeAdapter } from './adapter-suite.js';
import { createDesk, identify, listen, readByEvents, send } from './server-under-test.js';

describeAdapter('node:http', (desk) => {
  const server = createServer(
    withUserScope(
      (request) => identify(request.headers.authorization),
      async (request, response) => {
        try {
          const answer = await desk.handle(request.url ?? '', request, () => readByEvents(request));
          response.end(JSON.stringify(answer));
        } catch {
          response.writeHead(500).end();
        }
      },
    ),
  );
  return listen(server, desk);
});

describe('withUserScope() for node:http', () => {
  afterEach(() => { setLogger(undefined); });

  it('answers 500 without a word when the resolver fails, and tells the logger', async () => {
    const told: unknown[] = [];
    setLogger({ warn: () => {}, error: (message, details) => told.push(message, details) });
    const server = await listen(createServer(withUserScope(() => Promise.reject(new Error('token store is down')), (_request, response) => response.end('handled'))), createDesk());
    expect(await send(server.port, '/runs')).toEqual({ status: 500, text: '' });
    expect(told).toEqual(['The resolver of a request failed.', { error: new Error('token store is down') }]);
    await server.close();
  });
});
