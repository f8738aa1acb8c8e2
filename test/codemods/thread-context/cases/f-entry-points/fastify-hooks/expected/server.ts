import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const server = fastify();

async function noteVisit(request: FastifyRequest, _reply: FastifyReply): Promise<void> {
  const userContext = contextFromRequest(request);
  createAgentInstanceFactory(userContext).remember('lastVisit', request.url);
}

server.addHook('preHandler', noteVisit);

server.addHook('onResponse', (request, reply, done) => {
  const userContext = contextFromRequest(request);
  createAgentInstanceFactory(userContext).remember('lastStatus', `${request.url} ${reply.statusCode}`);
  done();
});
