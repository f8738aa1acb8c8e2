import Koa, { type Context, type Next } from 'koa';
import { getAgentInstanceFactory } from './agents';

export const app = new Koa();

async function noteVisit(ctx: Context, next: Next): Promise<void> {
  getAgentInstanceFactory().remember('lastVisit', ctx.path);
  await next();
}

app.use(noteVisit);

app.use(async (ctx) => {
  ctx.body = getAgentInstanceFactory().recallAll();
});
