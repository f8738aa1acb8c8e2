import { processWide } from '../process-wide.js';
import { open } from '../scope/open.js';
import { registerSource } from '../scope/sources.js';
import { closeQuietly, runAnonymously } from './http.js';
import { resolveContext, type Resolve } from './resolve.js';

export type { Resolve } from './resolve.js';

/** What of the SDK's `Server` is used. */
export type RequestHandlers = { setRequestHandler(schema: never, handler: never): unknown };
/** What the SDK hands a handler beside the request: `RequestHandlerExtra`. */
export type ExtraOf<Server extends RequestHandlers> = Parameters<Server['setRequestHandler']>[1] extends (request: never, extra: infer Extra) => unknown ? Extra : never;

type Handler = (request: { readonly method: string }, extra: { readonly signal?: AbortSignal }) => unknown;

/**
 * Model Context Protocol: the handlers that are registered with a server from now on, and the tools,
 * resources and prompts of an `McpServer`, run in the scope of the user whose client calls them, and
 * `contextFromRequest(extra)` finds the context. Say it first, when the server has just been made.
 *
 * The scope closes when the handler has answered, or the client has cancelled the request.
 */
export function userScope<Server extends RequestHandlers>(server: Server | { readonly server: Server }, resolve: Resolve<ExtraOf<Server>>): void {
  const target = ('setRequestHandler' in server ? server : server.server) as { setRequestHandler(schema: unknown, handler: Handler): unknown };
  const register = target.setRequestHandler.bind(target);
  target.setRequestHandler = (schema, handler) => register(schema, (request, extra) => resolveContext(resolve, extra as ExtraOf<Server>, async (context) => {
    if (context === undefined) return runAnonymously(() => handler(request, extra));
    const scope = open(context, extra, request.method, false);
    registerSource(extra, context);
    if (extra.signal?.aborted === true) closeQuietly(scope);
    else extra.signal?.addEventListener('abort', () => { closeQuietly(scope); }, { once: true });
    try {
      return await processWide().storage.run(scope, () => handler(request, extra));
    } finally {
      closeQuietly(scope);
    }
  }));
}
