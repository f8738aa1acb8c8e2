import Fastify from 'fastify';
import { getAgentInstanceFactory } from './agents';

const app = Fastify();

app.get('/runs', {
  preHandler: [
    async () => {
      getAgentInstanceFactory().remember('seen', 'yes');
    },
  ],
}, async () => getAgentInstanceFactory().recallAll());

void app.listen();
