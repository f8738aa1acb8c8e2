import { createServer } from 'node:http';
import Koa from 'koa';
import { userScope } from '../../../src/runtime/adapters/koa.js';
import { describeAdapter } from './adapter-suite.js';
import { identify, listen, readByEvents } from './server-under-test.js';

describeAdapter('Koa', (desk) => {
  const app = new Koa();
  app.silent = true;
  app.use(userScope((ctx: Koa.Context) => identify(ctx.get('authorization'))));
  app.use(async (ctx) => {
    ctx.body = await desk.handle(ctx.path, ctx, () => readByEvents(ctx.req));
  });
  return listen(createServer(app.callback()), desk);
});
