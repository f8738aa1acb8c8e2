import type { FastifyPluginAsync } from 'fastify';
import { getAgentInstanceFactory } from './agents';

export const sweep: FastifyPluginAsync = async (fastify) => {
  const timer = setInterval(() => {
    // @unsingleton-todo NO_REQUEST: no request, so no user
    getAgentInstanceFactory().remember('swept', new Date().toISOString());
  }, 60_000);
  fastify.addHook('onClose', async () => clearInterval(timer));
};
