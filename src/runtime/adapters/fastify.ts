import type { IncomingMessage, ServerResponse } from 'node:http';
import { enter } from './http.js';
import type { Resolve } from './resolve.js';

export type { Resolve } from './resolve.js';

type Raw<Message> = { readonly raw: Message };
type Hook = (request: Raw<IncomingMessage>, reply: Raw<ServerResponse>, done: (error?: Error) => void) => void;

export type UserScopeOptions = {
  /** The hook in which the user is known; `onRequest` unless given. Hooks registered before this plugin come first. */
  readonly hook?: 'onRequest' | 'preValidation' | 'preHandler';
};

/** A Fastify plugin, as `app.register()` takes it. */
export type UserScopePlugin = (instance: object, options: object, done: (error?: Error) => void) => void;

/**
 * Fastify plugin: from its hook on, the request runs in the scope of its user, and
 * `contextFromRequest(request)` finds the context. It is for the whole instance it is registered with.
 */
export function userScope<Request extends Raw<IncomingMessage> = Raw<IncomingMessage>>(resolve: Resolve<Request>, { hook = 'onRequest' }: UserScopeOptions = {}): UserScopePlugin {
  const plugin: UserScopePlugin = (instance, _options, done) => {
    const { addHook } = instance as { addHook(name: string, hook: Hook): unknown };
    addHook.call(instance, hook, (request, reply, next) => {
      enter(resolve, request as Request, request.raw, reply.raw, next as (error?: unknown) => void);
    });
    done();
  };
  // Without it, Fastify would give the plugin a context of its own and the hook to nobody else.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true, [Symbol.for('fastify.display-name')]: '@unsingleton/runtime' });
}
