import { initTRPC } from '@trpc/server';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

interface TrpcContext {
  readonly userContext: UserExecutionContext;
}

const t = initTRPC.context<TrpcContext>().create();

export const router = t.router({
  memory: t.procedure.query(({ ctx }) => `${ctx.userContext.userId}: ${createAgentInstanceFactory(ctx.userContext).recallAll().join()}`),
  start: t.procedure.input((value: unknown) => String(value)).mutation(async (opts) => createAgentInstanceFactory(opts.ctx.userContext).run(opts.input)),
});
