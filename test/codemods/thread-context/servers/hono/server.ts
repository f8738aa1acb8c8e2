import { openScope, UserExecutionContext } from '@unsingleton/runtime';
import { Hono } from 'hono';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

export const app = new Hono();

app.use(async (c, next) => {
  const scope = openScope(UserExecutionContext.create(identify(c.req.header('x-user'))), { source: c });
  try {
    await scope.run(next);
  } finally {
    await scope.close();
  }
});

app.post('/introductions/:name', async (c) => c.text(await introduce(c.req.param('name'))));
