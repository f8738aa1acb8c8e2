import type { FastifyPluginAsync } from 'fastify';
import { getAgentInstanceFactory } from './agents';

export const sweep: FastifyPluginAsync = async (fastify) => {
  const timer = setInterval(() => {
    getAgentInstanceFactory().remember('swept', new Date().toISOString());
  }, 60_000);
  fastify.addHook('onClose', async () => clearInterval(timer));
};
