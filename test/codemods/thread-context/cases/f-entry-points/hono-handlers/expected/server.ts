import { Hono } from 'hono';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const app = new Hono();

app.use(async (c, next) => {
  const userContext = contextFromRequest(c);
  createAgentInstanceFactory(userContext).remember('lastVisit', c.req.path);
  await next();
});

app.post('/runs/:name', async (c) => {
  const userContext = contextFromRequest(c);
  return c.json({ run: await createAgentInstanceFactory(userContext).run(c.req.param('name')) });
});
