import Fastify from 'fastify';
import { getAgentInstanceFactory } from './agents';

const app = Fastify();

// @unsingleton-todo UNTYPED_REGISTRY: kept in an untyped registry
app.decorate('agents', {
  recall: (key: string) => getAgentInstanceFactory().recall(key),
});

void app.listen();
