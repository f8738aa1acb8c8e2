import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { getAgentInstanceFactory } from './agents';

export const server = fastify();

async function noteVisit(request: FastifyRequest, _reply: FastifyReply): Promise<void> {
  getAgentInstanceFactory().remember('lastVisit', request.url);
}

server.addHook('preHandler', noteVisit);

server.addHook('onResponse', (request, reply, done) => {
  getAgentInstanceFactory().remember('lastStatus', `${request.url} ${reply.statusCode}`);
  done();
});
