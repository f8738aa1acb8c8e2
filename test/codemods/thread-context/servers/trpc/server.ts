import { initTRPC } from '@trpc/server';
import type { CreateHTTPContextOptions } from '@trpc/server/adapters/standalone';
import { introduce } from './introductions.js';

const t = initTRPC.context<CreateHTTPContextOptions>().create();

export const router = t.router({
  introduce: t.procedure.input((name: unknown) => String(name)).mutation(({ input }) => introduce(input)),
});
