import Fastify, { type FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { userScope } from '../../../src/runtime/adapters/fastify.js';
import { contextFromRequest, perRequest } from '../../../src/runtime/index.js';
import { describeAdapter } from './adapter-suite.js';
import { eventually, identify, listen, readByEvents } from './server-under-test.js';

describeAdapter('Fastify, with its own body parser', async (desk) => {
  const app = Fastify();
  app.register(userScope((request: FastifyRequest) => identify(request.headers.authorization)));
  const handler = (request: FastifyRequest): Promise<unknown> => desk.handle(request.url, request, async () => (request.body as string | undefined) ?? '');
  app.get('/*', handler);
  app.post('/*', handler);
  await app.ready();
  return listen(app.server, desk);
});

describeAdapter('Fastify, in preHandler, with a body read from the stream', async (desk) => {
  const app = Fastify();
  app.addContentTypeParser('text/plain', (_request, payload, done) => { done(null, payload); });
  app.register(userScope(async (request: FastifyRequest) => identify(request.headers.authorization), { hook: 'preHandler' }));
  const handler = (request: FastifyRequest): Promise<unknown> => desk.handle(request.url, request, async () => (request.body === undefined ? '' : readByEvents(request.raw)));
  app.get('/*', handler);
  app.post('/*', handler);
  await app.ready();
  return listen(app.server, desk);
});

describe('userScope() for Fastify', () => {
  it('works, and closes the scope, with app.inject()', async () => {
    const closed: string[] = [];
    const notebook = perRequest((userContext) => ({ owner: userContext.userId }), { dispose: ({ owner }) => closed.push(owner) });
    const app = Fastify();
    await app.register(userScope((request: FastifyRequest) => identify(request.headers.authorization)));
    app.get('/runs', (request) => notebook(contextFromRequest(request)));
    const response = await app.inject({ url: '/runs', headers: { authorization: 'Bearer token-of-alice' } });
    expect(response.json()).toEqual({ owner: 'alice' });
    expect(await eventually(() => closed.includes('alice'))).toBe(true);
    await app.close();
  });

  it('answers with an error when the resolver fails', async () => {
    const app = Fastify();
    await app.register(userScope(() => {
      throw new Error('no such token');
    }));
    app.get('/runs', () => 'handled');
    expect((await app.inject('/runs')).statusCode).toBe(500);
    await app.close();
  });
});
