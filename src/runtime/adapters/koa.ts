import type { IncomingMessage, ServerResponse } from 'node:http';
import { processWide } from '../process-wide.js';
import { openExchange, runAnonymously } from './http.js';
import { resolveContext, type Resolve } from './resolve.js';

export type { Resolve } from './resolve.js';

type KoaContext = { readonly req: IncomingMessage; readonly res: ServerResponse };

/**
 * Koa middleware: everything after it runs in the scope of the request's user, and
 * `contextFromRequest(ctx)` finds the context. Install it after whatever establishes who the user is.
 */
export function userScope<Context extends KoaContext = KoaContext>(resolve: Resolve<Context>): (context: Context, next: () => Promise<unknown>) => Promise<void> {
  return async (context, next) => {
    await resolveContext(resolve, context, (userContext) =>
      userContext === undefined ? runAnonymously(next) : processWide().storage.run(openExchange(userContext, context, context.req, context.res), next),
    );
  };
}
