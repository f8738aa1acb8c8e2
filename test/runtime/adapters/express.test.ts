import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent, createServer } from 'node:http';
import express from 'express';
import { afterAll, describe, expect, it } from 'vitest';
import { userScope } from '../../../src/runtime/adapters/express.js';
import { contextFromRequest, UserExecutionContext } from '../../../src/runtime/index.js';
import { describeAdapter } from './adapter-suite.js';
import { createDesk, identify, listen, readByEvents, send, type Desk, type Running } from './server-under-test.js';

describeAdapter('Express, with a parser that goes on in a callback of the body', (desk) => {
  const app = express();
  app.use(userScope((request) => identify(request.headers.authorization)));
  // As parsers were written before promises: what follows runs in whatever context emits `end`.
  app.use((request: express.Request & { text?: string }, _response, next) => {
    request.text = '';
    request.on('data', (chunk) => (request.text += String(chunk)));
    request.on('end', () => { next(); });
  });
  app.use(async (request: express.Request & { text?: string }, response) => {
    response.json(await desk.handle(request.path, request, async () => request.text ?? ''));
  });
  app.use(quietly);
  return listen(createServer(app), desk);
});

describeAdapter('Express, with a body parser behind it and an asynchronous resolver', (desk) => {
  const app = express();
  app.use(userScope(async (request) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return identify(request.headers.authorization);
  }));
  app.use(express.text());
  app.use(async (request, response) => {
    response.json(await desk.handle(request.path, request, async () => (typeof request.body === 'string' ? request.body : '')));
  });
  app.use(quietly);
  return listen(createServer(app), desk);
});

function quietly(error: unknown, _request: express.Request, response: express.Response, next: express.NextFunction): void {
  if (response.headersSent) next(error);
  else response.status(500).json({ error: 'the run failed' });
}

describe('userScope() for Express', () => {
  const running: Running[] = [];
  afterAll(() => Promise.all(running.map((server) => server.close())));
  const serve = async (app: express.Express, desk: Desk = createDesk()): Promise<Running> => {
    const server = await listen(createServer(app), desk);
    running.push(server);
    return server;
  };

  it('hands what the resolver throws to the error handler, and no handler runs', async () => {
    const app = express();
    let handled = 0;
    app.use(userScope(() => {
      throw new Error('no such token');
    }));
    app.use((_request, response) => {
      handled += 1;
      response.end();
    });
    app.use(quietly);
    const { port } = await serve(app);
    expect((await send(port, '/runs', { user: 'alice' })).status).toBe(500);
    expect(handled).toBe(0);
  });

  it('refuses an identity whose ids are not ids', async () => {
    const app = express();
    app.use(userScope(async () => ({ userId: 'alice\nadmin', threadId: 't', runId: 'r' })));
    app.use((error: Error, _request: express.Request, response: express.Response, next: express.NextFunction) => {
      if (response.headersSent) next(error);
      else response.status(500).send(error.message);
    });
    const { port } = await serve(app);
    expect((await send(port, '/runs')).text).toContain('userId must not contain control');
  });

  it('does not keep the context of a request that has been answered', async () => {
    const app = express();
    let kept: express.Request | undefined;
    app.use(userScope((request) => identify(request.headers.authorization)));
    app.use((request, response) => {
      kept = request;
      response.end(contextFromRequest(request).userId);
    });
    const { port } = await serve(app);
    expect((await send(port, '/runs', { user: 'alice' })).text).toBe('alice');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(() => contextFromRequest(kept ?? {})).toThrow(/has been answered/);
  });

  it('takes no identity from a query, a header or a body of its own accord', () => {
    const request = { headers: { 'x-user-id': 'mallory' }, query: { userId: 'mallory' }, body: { userId: 'mallory' } };
    expect(() => contextFromRequest(request)).toThrow(/no user is known/);
    expect(() => UserExecutionContext.fromRequest(request, () => undefined)).toThrow(/named no user/);
  });

  // Node 24 carries the storage differently, and there the leak of enterWith does not show this way.
  it.runIf(Number(process.versions.node.split('.')[0]) < 24)('control: with enterWith, an anonymous request on a kept-alive connection runs as the last user', async () => {
    const storage: AsyncLocalStorage<string> = new AsyncLocalStorage();
    const app = express();
    app.use(async (request, _response, next) => {
      // A naive adapter, as it is often written: it awaits the sign-in and enters the user's context.
      const user = /token-of-(\w+)/.exec(request.headers.authorization ?? '')?.[1];
      if (user !== undefined) storage.enterWith(user);
      next();
    });
    app.use(async (request, response) => {
      await readByEvents(request);
      response.json(storage.getStore() ?? null);
    });
    const { port } = await serve(app);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const seen = [];
    for (const user of ['alice', undefined, undefined]) {
      seen.push(JSON.parse((await send(port, '/runs', { ...(user === undefined ? {} : { user }), body: 'x', agent })).text));
    }
    agent.destroy();
    expect(seen).toContain('alice');
    expect(seen.slice(1), 'one of the anonymous requests ran as alice').toContain('alice');
  });
});
