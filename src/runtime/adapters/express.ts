import type { IncomingMessage, ServerResponse } from 'node:http';
import { enter } from './http.js';
import type { Resolve } from './resolve.js';

export type { Resolve } from './resolve.js';

/**
 * Express (and Connect) middleware: everything after it runs in the scope of the request's user, and
 * `contextFromRequest(req)` finds the context. Install it after whatever establishes who the user is.
 */
export function userScope<Request extends IncomingMessage = IncomingMessage>(
  resolve: Resolve<Request>,
): (request: Request, response: ServerResponse, next: (error?: unknown) => void) => void {
  return (request, response, next) => {
    enter(resolve, request, request, response, next);
  };
}
