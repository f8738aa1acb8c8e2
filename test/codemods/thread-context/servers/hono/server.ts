import { userScope } from '@unsingleton/runtime/hono';
import { Hono, type Context } from 'hono';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

export const app = new Hono();

app.use(userScope((c: Context) => identify(c.req.header('x-user'))));

app.post('/introductions/:name', async (c) => c.text(await introduce(c.req.param('name'))));
