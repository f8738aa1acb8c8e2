import Fastify from 'fastify';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const app = Fastify();

app.get('/runs', {
  preHandler: [
    async (request) => {
      const userContext = contextFromRequest(request);
      createAgentInstanceFactory(userContext).remember('seen', 'yes');
    },
  ],
}, async (request) => {
  const userContext = contextFromRequest(request);
  return createAgentInstanceFactory(userContext).recallAll();
});

void app.listen();
