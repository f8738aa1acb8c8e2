import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { UserExecutionContext, type Identity } from '../context/user-execution-context.js';
import { logger } from '../monitor/logger.js';
import { processWide } from '../process-wide.js';
import { isPromise } from '../promises.js';
import { open } from '../scope/open.js';
import { reportFailure } from '../scope/run.js';
import type { LiveScope } from '../scope/scope.js';
import { registerSource, releaseSource } from '../scope/sources.js';
import { runAnonymously } from './http.js';
import { resolveContext, type Resolve } from './resolve.js';

export type { Resolve } from './resolve.js';

/** What of a `ws` socket is used. */
export type MessageSocket = EventEmitter & { close(code?: number, reason?: string): void };

export type ScopeMessagesOptions = {
  /**
   * The context of one message, as where it names a thread and run. By default a child of the
   * connection's context, so that every message has its own request id and instances.
   */
  readonly message?: (connection: UserExecutionContext, data: unknown) => Identity;
  /**
   * How long a message's scope stays open after a listener that returned no promise, in
   * milliseconds; 30,000 unless given. Nobody can see when the work of `void answer(data)` ends.
   */
  readonly lingerMs?: number;
};

/**
 * Gives every message of a `ws` socket a scope of its own, however its listeners are registered; in
 * them `contextFromRequest(socket)` is the message's context. The scope closes when the listeners'
 * promises have settled. The connection has a scope too, for its other events, until it closes.
 *
 * The resolver is asked once, with the upgrade request; messages that come before its answer wait.
 */
export function scopeMessages<Request extends IncomingMessage = IncomingMessage>(
  socket: MessageSocket,
  request: Request,
  resolve: Resolve<Request>,
  options: ScopeMessagesOptions = {},
): void {
  const place = `websocket ${request.url?.split('?', 1)[0] ?? ''}`;
  const emit = socket.emit.bind(socket) as (...event: unknown[]) => boolean;
  const messages: Set<LiveScope> = new Set();
  let connection: LiveScope | undefined;
  let waiting: Promise<void> | undefined;
  let refused = false;

  const enter = (context: UserExecutionContext | undefined): void => {
    waiting = undefined;
    if (context === undefined) return;
    connection = open(context, socket, place, false);
    registerSource(socket, context);
    registerSource(request, context);
  };
  const leave = (): void => {
    for (const scope of messages) reportFailure(scope[Symbol.asyncDispose]());
    messages.clear();
    const context = connection?.owner;
    if (connection === undefined || context === undefined) return;
    reportFailure(connection[Symbol.asyncDispose]());
    releaseSource(request, context);
  };
  const deliver = (event: unknown[]): boolean => {
    if (refused && event[0] === 'message') return false;
    if (connection === undefined) return runAnonymously(() => emit(...event));
    if (event[0] !== 'message') {
      const heard = processWide().storage.run(connection, emit, ...event);
      if (event[0] === 'close') leave();
      return heard;
    }
    const context = contextOfMessage(connection.context, event[1], options);
    // From the second user of one socket on, only their scopes can tell whose it is.
    if (context.userId !== connection.context.userId) registerSource(socket, context);
    return deliverMessage(socket, context, event.slice(1), place, messages, options.lingerMs ?? 30_000);
  };

  const entered = resolveContext(resolve, request, enter);
  if (isPromise(entered)) {
    waiting = entered.catch((error: unknown) => {
      waiting = undefined;
      refused = true;
      logger().error('The resolver of a WebSocket connection failed; the connection is closed.', { error });
      socket.close(1011, 'The connection could not be assigned to a user.');
    });
  }
  socket.emit = (...event: unknown[]): boolean => {
    if (waiting !== undefined) {
      // Behind the messages that wait already, so that their order stays.
      waiting = waiting.then(() => void deliver(event));
      return true;
    }
    return deliver(event);
  };
}

function contextOfMessage(connection: UserExecutionContext, data: unknown, options: ScopeMessagesOptions): UserExecutionContext {
  const identity = options.message?.(connection, data);
  if (identity === undefined || identity === null) return connection.child('message');
  return UserExecutionContext.is(identity) ? identity : UserExecutionContext.create(identity);
}

function deliverMessage(socket: MessageSocket, context: UserExecutionContext, event: unknown[], place: string, messages: Set<LiveScope>, lingerMs: number): boolean {
  const scope = open(context, socket, place, false);
  messages.add(scope);
  const close = (): void => {
    if (messages.delete(scope)) reportFailure(scope[Symbol.asyncDispose]());
  };
  const listeners = socket.rawListeners('message') as ((...event: unknown[]) => unknown)[];
  let pending = 0;
  let lingers = false;
  const settled = (): void => {
    pending -= 1;
    if (pending === 0 && !lingers) close();
  };
  try {
    for (const listener of listeners) {
      const result = processWide().storage.run(scope, () => listener.apply(socket, event));
      if (!isPromise(result)) {
        lingers = true;
        continue;
      }
      pending += 1;
      // A rejection goes on to be unhandled, as it is without a scope.
      void result.then(settled, (error: unknown) => {
        settled();
        throw error;
      });
    }
  } catch (error) {
    close();
    throw error;
  }
  if (lingers) setTimeout(close, lingerMs).unref();
  else if (pending === 0) close();
  return listeners.length > 0;
}
