import { channel } from 'node:diagnostics_channel';
import type { UserExecutionContext } from '../context/user-execution-context.js';

/** `unsingleton:scope:open` */
export type ScopeOpenMessage = { readonly context: UserExecutionContext; readonly place: string | undefined };
/** `unsingleton:scope:close`; `errors` are those that disposers threw. */
export type ScopeCloseMessage = { readonly context: UserExecutionContext | undefined; readonly place: string | undefined; readonly errors: readonly unknown[] };
/** `unsingleton:create`: a factory made something, or the promise of it, for this context. */
export type CreateMessage = { readonly context: UserExecutionContext; readonly factory: string; readonly instance: unknown };
/** `unsingleton:legacy`: a deprecated accessor was called. `calls` counts this site, `total` all sites of the accessor. */
export type LegacyMessage = { readonly accessor: string; readonly code: string; readonly site: string; readonly calls: number; readonly total: number; readonly mode: string };
/** `unsingleton:leak`: one user's work met, or nearly met, another's. */
export type LeakMessage = { readonly kind: 'foreign-context' | 'crossed-scope' | 'kept-by-singleton'; readonly message: string };

/** A channel of `node:diagnostics_channel` whose messages have one type. @internal */
export type Publisher<Message> = { readonly hasSubscribers: boolean; publish(message: Message): void };

// Held here for good: on Node 20 a channel that nobody refers to can be collected with its subscribers.
/** @internal */
export const scopeOpened: Publisher<ScopeOpenMessage> = channel('unsingleton:scope:open');
/** @internal */
export const scopeClosed: Publisher<ScopeCloseMessage> = channel('unsingleton:scope:close');
/** @internal */
export const created: Publisher<CreateMessage> = channel('unsingleton:create');
/** @internal */
export const legacyUsed: Publisher<LegacyMessage> = channel('unsingleton:legacy');
/** @internal */
export const leaked: Publisher<LeakMessage> = channel('unsingleton:leak');
