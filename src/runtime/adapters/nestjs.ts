import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UserExecutionContext } from '../context/user-execution-context.js';
import { processWide } from '../process-wide.js';
import { openExchange, runAnonymously } from './http.js';
import { resolveContext, type Resolve } from './resolve.js';

export { userScope } from './express.js';
export type { Resolve } from './resolve.js';

/** What of Nest's `ExecutionContext` and `CallHandler` is used. */
type NestExecutionContext = { getType(): string; switchToHttp(): { getRequest<Request>(): Request; getResponse<Response>(): Response } };
type NestCallHandler<Handled> = { handle(): Handled };
type Framed<Message> = Message | { readonly raw: Message };

/**
 * Nest interceptor for servers whose guards establish the user: `app.useGlobalInterceptors(new
 * UserScopeInterceptor(resolve))`. The handler runs in the scope of the request's user, on Express
 * and on Fastify alike, and `contextFromRequest(request)` finds the context. Where the user is known
 * before Nest's guards, the middleware `app.use(userScope(resolve))` also covers guards and pipes.
 *
 * It leaves everything but HTTP alone; for gateways see the adapter for `ws`.
 */
export class UserScopeInterceptor<Request extends object> {
  readonly #resolve: Resolve<Request>;

  constructor(resolve: Resolve<Request>) {
    this.#resolve = resolve;
  }

  intercept<Handled>(execution: NestExecutionContext, next: NestCallHandler<Handled>): Handled | Promise<Handled> {
    if (execution.getType() !== 'http') return next.handle();
    const http = execution.switchToHttp();
    const request = http.getRequest<Request>();
    return resolveContext(this.#resolve, request, (context) => {
      if (context === undefined) return runAnonymously(() => next.handle());
      return enterHttp(context, request, rawOf(http.getResponse<Framed<ServerResponse>>()), next);
    });
  }
}

function enterHttp<Handled>(context: UserExecutionContext, request: object, response: ServerResponse, next: NestCallHandler<Handled>): Handled {
  const scope = openExchange(context, request, rawOf(request as Framed<IncomingMessage>), response);
  // Nest binds what handle() returns to the asynchronous context in which handle() is called.
  return processWide().storage.run(scope, () => next.handle());
}

function rawOf<Message extends object>(message: Framed<Message>): Message {
  return 'raw' in message ? message.raw : message;
}
