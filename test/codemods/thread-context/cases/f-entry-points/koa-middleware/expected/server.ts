import Koa, { type Context, type Next } from 'koa';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const app = new Koa();

async function noteVisit(ctx: Context, next: Next): Promise<void> {
  const userContext = contextFromRequest(ctx);
  createAgentInstanceFactory(userContext).remember('lastVisit', ctx.path);
  await next();
}

app.use(noteVisit);

app.use(async (ctx) => {
  const userContext = contextFromRequest(ctx);
  ctx.body = createAgentInstanceFactory(userContext).recallAll();
});
