import { initTRPC } from '@trpc/server';
import type { IncomingMessage } from 'node:http';
import { getAgentInstanceFactory } from './agents';

const t = initTRPC.context<{ req: IncomingMessage }>().create();

const counted = t.middleware(async ({ next, path }) => {
  getAgentInstanceFactory().remember('last', path);
  return next();
});

const greeted = t.procedure.use(counted).use((opts) => {
  if (getAgentInstanceFactory().recall('name') === '') throw new Error('Say who you are first.');
  return opts.next();
});

export const router = t.router({
  memory: greeted.query(() => getAgentInstanceFactory().recallAll().join()),
});
