import { Hono } from 'hono';
import { getAgentInstanceFactory } from './agents';

export const app = new Hono();

app.use(async (c, next) => {
  getAgentInstanceFactory().remember('lastVisit', c.req.path);
  await next();
});

app.post('/runs/:name', async (c) => c.json({ run: await getAgentInstanceFactory().run(c.req.param('name')) }));
