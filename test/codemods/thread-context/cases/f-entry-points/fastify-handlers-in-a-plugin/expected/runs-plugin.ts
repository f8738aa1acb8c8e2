import type { FastifyPluginAsync } from 'fastify';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

interface StartRun {
  Params: { name: string };
}

export const runsPlugin: FastifyPluginAsync = async (fastify) => {
  fastify.post<StartRun>('/runs/:name', async (request) => {
    const userContext = contextFromRequest(request);
    return { run: await createAgentInstanceFactory(userContext).run(request.params.name) };
  });

  fastify.get('/memory', async (request) => {
    const userContext = contextFromRequest(request);
    return createAgentInstanceFactory(userContext).recallAll();
  });

  fastify.route({
    method: 'GET',
    url: '/memory/last',
    handler: async (request, reply) => {
      const userContext = contextFromRequest(request);
      request.log.info('last run asked for');
      return reply.send(createAgentInstanceFactory(userContext).recall('lastRun'));
    },
  });
};
