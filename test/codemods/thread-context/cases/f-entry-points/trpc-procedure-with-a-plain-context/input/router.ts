import { initTRPC } from '@trpc/server';
import type { IncomingMessage } from 'node:http';
import { getAgentInstanceFactory } from './agents';

const t = initTRPC.context<{ req: IncomingMessage }>().create();

export const router = t.router({
  memory: t.procedure.query(({ ctx }) => `${ctx.req.url}: ${getAgentInstanceFactory().recallAll().join()}`),
  start: t.procedure.input((value: unknown) => String(value)).mutation(async ({ input }) => {
    return getAgentInstanceFactory().run(input);
  }),
});
