import { openScope, UserExecutionContext } from '@unsingleton/runtime';
import fastify from 'fastify';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

export const server = fastify();

server.addHook('onRequest', (request, reply, done) => {
  const scope = openScope(UserExecutionContext.create(identify(request.headers['x-user'])), { source: request });
  reply.raw.once('close', () => void scope.close());
  done();
});

server.post<{ Params: { name: string } }>('/introductions/:name', async (request) => introduce(request.params.name));
