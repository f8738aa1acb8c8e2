import type { UserExecutionContext } from '../context/user-execution-context.js';
import { processWide } from '../process-wide.js';
import { registerSource } from '../scope/sources.js';
import { createTestUserContext } from './test-context.js';

/**
 * Gives a request that a test made up its user, so that `contextFromRequest(request)` finds one in the handler: the context
 * that is given, or a test user's of its own. A request that has one keeps it.
 * @returns the same request.
 */
export function withTestUser<Request>(request: Request, userContext?: UserExecutionContext): Request {
  if (typeof request !== 'object' || request === null) return request;
  if (userContext !== undefined || !processWide().sources.has(request)) registerSource(request, userContext ?? createTestUserContext());
  return request;
}
