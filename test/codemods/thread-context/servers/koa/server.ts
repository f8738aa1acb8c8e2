import { userScope } from '@unsingleton/runtime/koa';
import Koa, { type Context } from 'koa';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

export const app = new Koa();

app.use(userScope((ctx: Context) => identify(ctx.headers['x-user'])));

app.use(async (ctx) => {
  ctx.body = await introduce(ctx.path.slice('/introductions/'.length));
});
