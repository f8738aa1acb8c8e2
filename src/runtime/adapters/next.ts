import { processWide } from '../process-wide.js';
import { runAnonymously, closeQuietly } from './http.js';
import { resolveContext, type Resolve } from './resolve.js';
import { closeWithBody, openWebExchange } from './web.js';

export type { Resolve } from './resolve.js';

/**
 * Wraps a Next.js route handler: `export const POST = withUserScope(resolve, handler)`. The handler
 * runs in the scope of the request's user, until the response's body has been sent, and
 * `contextFromRequest(request)` finds the context.
 */
export function withUserScope<IncomingRequest extends Request, Rest extends unknown[]>(
  resolve: Resolve<IncomingRequest>,
  handler: (request: IncomingRequest, ...rest: Rest) => Response | Promise<Response>,
): (request: IncomingRequest, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) =>
    resolveContext(resolve, request, async (context) => {
      if (context === undefined) return runAnonymously(() => handler(request, ...rest));
      const scope = openWebExchange(context, request, request);
      try {
        return closeWithBody(scope, await processWide().storage.run(scope, () => handler(request, ...rest)));
      } catch (error) {
        closeQuietly(scope);
        throw error;
      }
    });
}
