import type { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UserExecutionContext } from '../context/user-execution-context.js';
import { processWide } from '../process-wide.js';
import { open } from '../scope/open.js';
import { isPromise } from '../promises.js';
import { reportFailure } from '../scope/run.js';
import type { LiveScope } from '../scope/scope.js';
import { registerSource, releaseSource } from '../scope/sources.js';
import { resolveContext, type Resolve } from './resolve.js';

/**
 * Opens the scope of an HTTP exchange. It closes when the response has been sent or the client has
 * gone away, whichever is first: Node says `close` for both.
 * @internal
 */
export function openExchange(context: UserExecutionContext, source: object, request: IncomingMessage, response: ServerResponse): LiveScope {
  const scope = open(context, source, placeOf(request), false);
  registerSource(source, context);
  if (source !== request) registerSource(request, context);
  keepEventsInScope(request, scope);
  keepEventsInScope(response, scope);
  response.once('close', () => {
    closeQuietly(scope);
    if (source !== request) releaseSource(request, context);
  });
  // The client may have gone while the resolver was working: then `close` has already been said.
  if (response.closed || request.socket.destroyed) closeQuietly(scope);
  return scope;
}

/** Runs work outside every scope, for a request that is nobody's. @internal */
export function runAnonymously<T>(work: () => T): T {
  return processWide().storage.run(undefined, work);
}

/** Nobody awaits the end of a request, so what a disposer throws goes to the logger. @internal */
export function closeQuietly(scope: LiveScope): void {
  reportFailure(scope[Symbol.asyncDispose]());
}

/** `GET /runs`; never the query, which may hold what logs must not. */
function placeOf({ method, url }: IncomingMessage): string {
  return `${method ?? 'GET'} ${url?.split('?', 1)[0] ?? ''}`;
}

/**
 * Node emits a late body's `data` and `end` in the context of the socket, which knows no request. So
 * that a parser or handler that waits for them goes on as this user, listeners run in the scope.
 */
function keepEventsInScope(emitter: EventEmitter, scope: LiveScope): void {
  const emit = emitter.emit.bind(emitter) as (...event: unknown[]) => boolean;
  emitter.emit = (...event: unknown[]): boolean => processWide().storage.run(scope, emit, ...event);
}

/**
 * The form that Connect-like frameworks share: opens the exchange of one request and goes on in it.
 * What the resolver throws goes to `next`, and so does nothing else: the handlers' errors are theirs.
 * @internal
 */
export function enter<Source extends object>(
  resolve: Resolve<Source>,
  source: Source,
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
): void {
  const go = (context: UserExecutionContext | undefined): (() => void) => {
    if (context === undefined) return () => { runAnonymously(next); };
    const scope = openExchange(context, source, request, response);
    return () => { processWide().storage.run(scope, next); };
  };
  let entered: (() => void) | Promise<() => void>;
  try {
    entered = resolveContext(resolve, source, go);
  } catch (error) {
    next(error);
    return;
  }
  if (isPromise(entered)) entered.then((proceed) => { proceed(); }, next);
  else entered();
}
