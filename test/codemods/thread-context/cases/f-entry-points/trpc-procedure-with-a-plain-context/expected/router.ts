import { initTRPC } from '@trpc/server';
import type { IncomingMessage } from 'node:http';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const t = initTRPC.context<{ req: IncomingMessage }>().create();

export const router = t.router({
  memory: t.procedure.query(({ ctx }) => {
    const userContext = contextFromRequest(ctx);
    return `${ctx.req.url}: ${createAgentInstanceFactory(userContext).recallAll().join()}`;
  }),
  start: t.procedure.input((value: unknown) => String(value)).mutation(async ({ ctx, input }) => {
    const userContext = contextFromRequest(ctx);
    return createAgentInstanceFactory(userContext).run(input);
  }),
});
