import { initTRPC } from '@trpc/server';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

interface TrpcContext {
  readonly userContext: UserExecutionContext;
}

const t = initTRPC.context<TrpcContext>().create();

export const router = t.router({
  memory: t.procedure.query(({ ctx }) => `${ctx.userContext.userId}: ${getAgentInstanceFactory().recallAll().join()}`),
  start: t.procedure.input((value: unknown) => String(value)).mutation(async (opts) => getAgentInstanceFactory().run(opts.input)),
});
