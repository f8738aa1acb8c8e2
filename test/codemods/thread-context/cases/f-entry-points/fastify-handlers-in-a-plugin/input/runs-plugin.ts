import type { FastifyPluginAsync } from 'fastify';
import { getAgentInstanceFactory } from './agents';

interface StartRun {
  Params: { name: string };
}

export const runsPlugin: FastifyPluginAsync = async (fastify) => {
  fastify.post<StartRun>('/runs/:name', async (request) => {
    return { run: await getAgentInstanceFactory().run(request.params.name) };
  });

  fastify.get('/memory', async () => getAgentInstanceFactory().recallAll());

  fastify.route({
    method: 'GET',
    url: '/memory/last',
    handler: async (request, reply) => {
      request.log.info('last run asked for');
      return reply.send(getAgentInstanceFactory().recall('lastRun'));
    },
  });
};
