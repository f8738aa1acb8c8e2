import { initTRPC } from '@trpc/server';
import type { IncomingMessage } from 'node:http';
import { getAgentInstanceFactory } from './agents';

const t = initTRPC.context<{ req: IncomingMessage }>().create();

const signedIn = t.procedure.use(({ ctx, next }) => next({ ctx: { user: ctx.req.headers['x-user'] } }));

// @unsingleton-todo FRAMEWORK_CALLED: called by a framework
export const router = t.router({
  memory: signedIn.query(() => getAgentInstanceFactory().recallAll().join()),
});
