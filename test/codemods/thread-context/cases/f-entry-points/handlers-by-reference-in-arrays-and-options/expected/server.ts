import fastify, { type FastifyInstance, type RouteOptions } from 'fastify';
import { contextFromRequest, type UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

async function refuseCrowds(userContext: UserExecutionContext): Promise<void> {
  if (createAgentInstanceFactory(userContext).recallAll().length > 10) throw new Error('Too many runs.');
}

async function startRun(userContext: UserExecutionContext): Promise<string> {
  return createAgentInstanceFactory(userContext).run('plants');
}

const handler = startRun;

const routes: readonly RouteOptions[] = [{ method: 'PUT', url: '/runs/plants', handler: (request) => handler(contextFromRequest(request)) }];

export async function agents(server: FastifyInstance): Promise<void> {
  server.get('/runs', { preHandler: [(request) => refuseCrowds(contextFromRequest(request))] }, async () => 'none');
  server.route({ method: 'POST', url: '/runs', preHandler: (request) => refuseCrowds(contextFromRequest(request)), handler: (request) => startRun(contextFromRequest(request)) });
  for (const route of routes) server.route(route);
}

export const server = fastify();
void server.register(agents);
