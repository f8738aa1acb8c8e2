import Fastify from 'fastify';
import { getAgentInstanceFactory } from './agents';

const app = Fastify();

app.decorate('agents', {
  recall: (key: string) => getAgentInstanceFactory().recall(key),
});

void app.listen();
