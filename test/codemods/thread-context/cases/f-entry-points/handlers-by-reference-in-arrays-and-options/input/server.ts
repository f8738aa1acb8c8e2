import fastify, { type FastifyInstance, type RouteOptions } from 'fastify';
import { getAgentInstanceFactory } from './agents';

async function refuseCrowds(): Promise<void> {
  if (getAgentInstanceFactory().recallAll().length > 10) throw new Error('Too many runs.');
}

async function startRun(): Promise<string> {
  return getAgentInstanceFactory().run('plants');
}

const handler = startRun;

const routes: readonly RouteOptions[] = [{ method: 'PUT', url: '/runs/plants', handler }];

export async function agents(server: FastifyInstance): Promise<void> {
  server.get('/runs', { preHandler: [refuseCrowds] }, async () => 'none');
  server.route({ method: 'POST', url: '/runs', preHandler: refuseCrowds, handler: startRun });
  for (const route of routes) server.route(route);
}

export const server = fastify();
void server.register(agents);
