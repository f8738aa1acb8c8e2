import { initTRPC } from '@trpc/server';
import type { IncomingMessage } from 'node:http';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const t = initTRPC.context<{ req: IncomingMessage }>().create();

const counted = t.middleware(async ({ ctx, next, path }) => {
  const userContext = contextFromRequest(ctx);
  createAgentInstanceFactory(userContext).remember('last', path);
  return next();
});

const greeted = t.procedure.use(counted).use((opts) => {
  const userContext = contextFromRequest(opts.ctx);
  if (createAgentInstanceFactory(userContext).recall('name') === '') throw new Error('Say who you are first.');
  return opts.next();
});

export const router = t.router({
  memory: greeted.query((opts) => {
    const userContext = contextFromRequest(opts.ctx);
    return createAgentInstanceFactory(userContext).recallAll().join();
  }),
});
