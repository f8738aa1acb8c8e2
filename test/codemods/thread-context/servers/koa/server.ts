import { openScope, UserExecutionContext } from '@unsingleton/runtime';
import Koa from 'koa';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

export const app = new Koa();

app.use(async (ctx, next) => {
  const scope = openScope(UserExecutionContext.create(identify(ctx.headers['x-user'])), { source: ctx });
  try {
    await scope.run(next);
  } finally {
    await scope.close();
  }
});

app.use(async (ctx) => {
  ctx.body = await introduce(ctx.path.slice('/introductions/'.length));
});
