import type { IncomingMessage, ServerResponse } from 'node:http';
import { logger } from '../monitor/logger.js';
import { enter } from './http.js';
import type { Resolve } from './resolve.js';

export type { Resolve } from './resolve.js';

/**
 * Wraps a listener of `http.createServer()`: it runs in the scope of the request's user, and
 * `contextFromRequest(request)` finds the context. A resolver that fails is answered with 500, which
 * says nothing about why; the error goes to the logger.
 */
export function withUserScope<Request extends IncomingMessage, Response extends ServerResponse>(
  resolve: Resolve<Request>,
  listener: (request: Request, response: Response) => unknown,
): (request: Request, response: Response) => void {
  return (request, response) => {
    enter(resolve, request, request, response, (error) => {
      if (error === undefined) {
        listener(request, response);
        return;
      }
      logger().error('The resolver of a request failed.', { error });
      response.writeHead(500).end();
    });
  };
}
