import { isOwnContext, readScope, type UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { leaked } from '../monitor/channels.js';
import { requireContext } from './open.js';

/**
 * Checks that an object bound to one context is used for that context, or for a child of the same
 * request, and for nobody else.
 * @param what names the object in the error.
 * @throws UserContextError `ERR_FOREIGN_USER_CONTEXT`, naming both and where each was opened.
 */
export function assertOwner(owner: UserExecutionContext, used: UserExecutionContext, what: string): void {
  if (used === owner) return;
  requireContext(used, what);
  if (used.root === owner.root) return;
  const message = `${what} belongs to ${describe(owner)} and was used for ${describe(used)}. Create it for the context at hand instead of passing it on.`;
  if (leaked.hasSubscribers) leaked.publish({ kind: 'foreign-context', message });
  throw new UserContextError('ERR_FOREIGN_USER_CONTEXT', message);
}

function describe(context: UserExecutionContext): string {
  const place = isOwnContext(context) ? readScope(context)?.place : undefined;
  return `user "${context.userId}" (request ${context.requestId}, opened at ${place ?? 'a place that was not recorded; UNSINGLETON_TRACE=1 records it'})`;
}
