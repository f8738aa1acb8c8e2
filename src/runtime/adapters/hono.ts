import type { IncomingMessage, ServerResponse } from 'node:http';
import { processWide } from '../process-wide.js';
import { closeQuietly, openExchange, runAnonymously } from './http.js';
import { resolveContext, type Resolve } from './resolve.js';
import { closeWithBody, openWebExchange } from './web.js';

export type { Resolve } from './resolve.js';

type HonoContext = { readonly req: { readonly raw: Request }; readonly env: unknown; res: Response; readonly error?: Error | undefined };
/** What `@hono/node-server` puts into `c.env`. */
type NodeBindings = { readonly incoming?: IncomingMessage; readonly outgoing?: ServerResponse };

/**
 * Hono middleware: everything after it runs in the scope of the request's user, and
 * `contextFromRequest(c)` finds the context. On Node the scope closes when the response has been
 * sent or the client has gone; elsewhere when the response's body has been read.
 */
export function userScope<Context extends HonoContext = HonoContext>(resolve: Resolve<Context>): (context: Context, next: () => Promise<void>) => Promise<void> {
  return async (context, next) => {
    await resolveContext(resolve, context, async (userContext) => {
      if (userContext === undefined) return runAnonymously(next);
      const { incoming, outgoing } = (context.env ?? {}) as NodeBindings;
      if (incoming !== undefined && outgoing !== undefined) {
        return processWide().storage.run(openExchange(userContext, context, incoming, outgoing), next);
      }
      const scope = openWebExchange(userContext, context, context.req.raw);
      try {
        await processWide().storage.run(scope, next);
        context.res = closeWithBody(scope, context.res);
      } catch (error) {
        closeQuietly(scope);
        throw error;
      }
    });
  };
}
