import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:net';
import { Hono, type Context } from 'hono';
import { describe, expect, it } from 'vitest';
import { userScope } from '../../../src/runtime/adapters/hono.js';
import { contextFromRequest, currentScope, perRequest } from '../../../src/runtime/index.js';
import { describeAdapter } from './adapter-suite.js';
import { bearer, eventually, identify, listen } from './server-under-test.js';

describeAdapter('Hono on Node', (desk) => {
  const app = new Hono();
  app.use(userScope((c: Context) => identify(c.req.header('authorization'))));
  app.all('*', async (c) => c.json(await desk.handle(c.req.path, c, () => c.req.text())));
  app.onError((_error, c) => c.json({ error: 'the run failed' }, 500));
  return listen(createAdaptorServer({ fetch: app.fetch }) as Server, desk);
});

describe('userScope() for Hono elsewhere than on Node', () => {
  const closed: string[] = [];
  const notebook = perRequest((userContext) => ({ owner: userContext.userId }), { dispose: ({ owner }) => closed.push(owner) });
  const app = new Hono();
  app.use(userScope((c: Context) => identify(c.req.header('authorization'))));
  app.get('/stream', (c) => {
    notebook(contextFromRequest(c));
    let sent = 0;
    return c.body(
      new ReadableStream({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          if (sent++ < 3) controller.enqueue(new TextEncoder().encode(`${currentScope().context.userId} `));
          else controller.close();
        },
      }),
    );
  });
  app.get('/empty', (c) => {
    notebook(contextFromRequest(c));
    return c.body(null, 204);
  });

  it('streams in the scope, and closes it with the body', async () => {
    const [alice, bob] = await Promise.all(['alice', 'bob'].map((user) => app.request('/stream', { headers: bearer(user) })));
    expect(closed).toEqual([]);
    expect(await Promise.all([alice?.text(), bob?.text()])).toEqual(['alice alice alice ', 'bob bob bob ']);
    expect(await eventually(() => closed.length === 2)).toBe(true);
  });

  it('closes the scope when the reader gives up, and when there is no body', async () => {
    const response = await app.request('/stream', { headers: bearer('carol') });
    await response.body?.cancel();
    await app.request('/empty', { headers: bearer('dave') });
    expect(await eventually(() => closed.includes('carol') && closed.includes('dave'))).toBe(true);
  });
});
