import type { UserExecutionContext } from '../context/user-execution-context.js';
import { processWide } from '../process-wide.js';
import { open } from '../scope/open.js';
import type { LiveScope } from '../scope/scope.js';
import { registerSource } from '../scope/sources.js';
import { closeQuietly } from './http.js';

/** Opens the scope of a request of the web platform. It closes early if the client goes away. @internal */
export function openWebExchange(context: UserExecutionContext, source: object, request: Request): LiveScope {
  const scope = open(context, source, `${request.method} ${new URL(request.url).pathname}`, false);
  registerSource(source, context);
  if (source !== request) registerSource(request, context);
  const { signal } = request;
  if (signal.aborted) closeQuietly(scope);
  else signal.addEventListener('abort', () => { closeQuietly(scope); }, { once: true });
  return scope;
}

/**
 * A response of the web platform is returned before its body has been sent, and a stream's work goes
 * on until then. So the scope closes with the body, and the body's work runs in the scope.
 * @internal
 */
export function closeWithBody(scope: LiveScope, response: Response): Response {
  const { body } = response;
  if (body === null) {
    closeQuietly(scope);
    return response;
  }
  const reader = body.getReader();
  const { storage } = processWide();
  const tracked: ReadableStream<Uint8Array> = new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await storage.run(scope, () => reader.read());
        if (!done) {
          controller.enqueue(value);
          return;
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      closeQuietly(scope);
    },
    async cancel(reason) {
      try {
        await storage.run(scope, () => reader.cancel(reason));
      } finally {
        closeQuietly(scope);
      }
    },
  });
  return new Response(tracked, response);
}
