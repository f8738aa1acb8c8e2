import { UserExecutionContext, type Identity } from '../context/user-execution-context.js';
import { isPromise } from '../promises.js';

/**
 * Says whose request this is, from what the server has *verified*: a session, a checked token. It is
 * the server's author who writes it; the library reads no header, query or body of its own accord.
 * `undefined` means that nobody is signed in: the request then runs in no scope and has no context.
 */
export type Resolve<Source> = (request: Source) => Identity | Promise<Identity>;

function contextOf(identity: Identity): UserExecutionContext | undefined {
  if (identity === undefined || identity === null) return undefined;
  return UserExecutionContext.is(identity) ? identity : UserExecutionContext.create(identity);
}

/**
 * Asks the resolver, and goes on with the context it names. Synchronous where the resolver is, so
 * that a server with a ready identity waits for nothing.
 * @internal
 */
export function resolveContext<Source, Result>(
  resolve: Resolve<Source>,
  source: Source,
  go: (context: UserExecutionContext | undefined) => Result,
): Result | Promise<Result> {
  const identity = resolve(source);
  return isPromise(identity) ? identity.then((found) => go(contextOf(found))) : go(contextOf(identity));
}
