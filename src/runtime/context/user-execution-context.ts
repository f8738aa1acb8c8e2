import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { describeKind, UserContextError } from '../errors.js';
import { isPromise } from '../promises.js';
import { isUserContext, joinProcess } from '../scope/open.js';
import type { LiveScope } from '../scope/scope.js';
import { registerSource } from '../scope/sources.js';
import { checkIdentifier } from './identifier.js';
import { copyMetadata, NO_METADATA, type Metadata } from './metadata.js';

/** Who the work is for. `threadId` is the conversation, `runId` one execution in it. */
export type UserExecutionContextInit = {
  readonly userId: string;
  readonly threadId: string;
  readonly runId: string;
  /** One request; a random UUID unless given. */
  readonly requestId?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** Aborted when nobody waits for the result any more, as when the client went away. */
  readonly signal?: AbortSignal | undefined;
};

/** What a resolver answers: a context, or the ids of one; `undefined` where nobody is signed in. */
export type Identity = UserExecutionContext | UserExecutionContextInit | null | undefined;

export type ChildOptions = Pick<UserExecutionContextInit, 'requestId' | 'metadata' | 'signal'>;

/** One line of a context's history, in the order in which it happened. */
export type AuditEvent = {
  readonly event: 'bound' | 'created' | 'disposed' | 'failed' | 'closed';
  /** The factory that created the instance, or the place at which the scope was opened where that is recorded. */
  readonly name?: string;
};

const MADE_HERE = Symbol('made by the library');

/** How many `child()` contexts may hang below one another. @internal */
export const MAX_CHILD_DEPTH = 10;

/** Friends of the class within the runtime. They are not exported from the package. @internal */
export let readScope: (context: UserExecutionContext) => LiveScope | undefined;
/** @internal */
export let writeScope: (context: UserExecutionContext, scope: LiveScope) => void;
/** Whether the value was made by this copy of the library; see `joinProcess` for the others. @internal */
export let isOwnContext: (value: unknown) => value is UserExecutionContext;

/**
 * Who a piece of work is for: immutable, branded and free of services. It is what a per-request
 * factory asks for, so that no object can be had without saying whose it is.
 */
export class UserExecutionContext {
  readonly #userId: string;
  readonly #threadId: string;
  readonly #runId: string;
  #requestId: string | undefined;
  readonly #metadata: Metadata;
  readonly #signal: AbortSignal | undefined;
  readonly #parent: UserExecutionContext | undefined;
  /** A child's operation, or a system context's reason. */
  readonly #operation: string | undefined;
  #scope: LiveScope | undefined;

  static {
    readScope = (context) => context.#scope;
    writeScope = (context, scope) => {
      context.#scope = scope;
    };
    isOwnContext = (value): value is UserExecutionContext => typeof value === 'object' && value !== null && #userId in value;
  }

  // The arguments come checked: the ways in are the static methods, and the token keeps others out at run time too.
  private constructor(
    token: typeof MADE_HERE,
    userId: string,
    threadId: string,
    runId: string,
    requestId: string | undefined,
    metadata: Metadata,
    signal: AbortSignal | undefined,
    parent: UserExecutionContext | undefined,
    operation: string | undefined,
  ) {
    if (token !== MADE_HERE) throw new UserContextError('ERR_INVALID_ARGUMENT', 'A UserExecutionContext is made by UserExecutionContext.create(), not by new.');
    this.#userId = userId;
    this.#threadId = threadId;
    this.#runId = runId;
    this.#requestId = requestId;
    this.#metadata = metadata;
    this.#signal = signal;
    this.#parent = parent;
    this.#operation = operation;
    this.#scope = undefined;
    Object.preventExtensions(this);
    joinProcess();
  }

  /**
   * The context of one request of one user.
   * @throws UserContextError `ERR_INVALID_ID` or `ERR_INVALID_METADATA`, naming the field or path.
   */
  static create(init: UserExecutionContextInit): UserExecutionContext {
    if (typeof init !== 'object' || (init as unknown) === null) {
      throw new UserContextError('ERR_INVALID_ARGUMENT', `UserExecutionContext.create() needs { userId, threadId, runId }, not ${describeKind(init)}.`);
    }
    const { requestId, metadata, signal } = init;
    return new UserExecutionContext(
      MADE_HERE,
      checkIdentifier(init.userId, 'userId'),
      checkIdentifier(init.threadId, 'threadId'),
      checkIdentifier(init.runId, 'runId'),
      requestId === undefined ? undefined : checkIdentifier(requestId, 'requestId'),
      metadata === undefined ? NO_METADATA : copyMetadata(metadata),
      signal === undefined ? undefined : checkSignal(signal),
      undefined,
      undefined,
    );
  }

  /**
   * The context of work that no user asked for: a script, a nightly job, a migration.
   * @param reason what the work is; it stands in logs and audits in the place of a user.
   */
  static system(reason: string, options: ChildOptions = {}): UserExecutionContext {
    const operation = checkIdentifier(reason, 'reason');
    const { requestId, metadata, signal } = options;
    return new UserExecutionContext(
      MADE_HERE,
      'system',
      operation,
      randomUUID(),
      requestId === undefined ? undefined : checkIdentifier(requestId, 'requestId'),
      copyMetadata(metadata),
      signal === undefined ? undefined : checkSignal(signal),
      undefined,
      operation,
    );
  }

  /**
   * The context of a request whose user a resolver written by the server's author has established:
   * no header, query or body field is an identity by default. `contextFromRequest(request)` finds it again.
   * @throws UserContextError `ERR_USER_CONTEXT_MISSING` if the resolver names nobody.
   */
  static fromRequest<Source extends object>(request: Source, resolve: (request: Source) => Promise<Identity>): Promise<UserExecutionContext>;
  static fromRequest<Source extends object>(request: Source, resolve: (request: Source) => Identity): UserExecutionContext;
  static fromRequest<Source extends object>(request: Source, resolve: (request: Source) => Identity | Promise<Identity>): UserExecutionContext | Promise<UserExecutionContext> {
    if (typeof resolve !== 'function') {
      throw new UserContextError('ERR_INVALID_ARGUMENT', 'UserExecutionContext.fromRequest() needs a resolver that says whose request it is; there is no default.');
    }
    const found = resolve(request);
    return isPromise(found) ? found.then((identity) => contextOf(request, identity)) : contextOf(request, found);
  }

  /** The name under which servers of this kind know {@link UserExecutionContext.fromRequest}. */
  static readonly fromRequestSupervisor: typeof UserExecutionContext.fromRequest = UserExecutionContext.fromRequest;

  /** Whether the value is a context made by this class. A look-alike, a clone or a proxy is not. */
  static is(value: unknown): value is UserExecutionContext {
    return isUserContext(value);
  }

  get userId(): string {
    return this.#userId;
  }
  get threadId(): string {
    return this.#threadId;
  }
  get runId(): string {
    return this.#runId;
  }
  get requestId(): string {
    // Made when first asked for: most requests never look at it.
    return (this.#requestId ??= randomUUID());
  }
  get metadata(): Metadata {
    return this.#metadata;
  }
  get signal(): AbortSignal | undefined {
    return this.#signal;
  }
  /** The context that this one is a child of. */
  get parent(): UserExecutionContext | undefined {
    return this.#parent;
  }
  /** What a child does for its parent, or why a system context exists. */
  get operation(): string | undefined {
    return this.#operation;
  }
  get isSystem(): boolean {
    return this.root.#operation !== undefined;
  }
  /** The request's own context: the topmost parent. Contexts of one root belong to each other. */
  get root(): UserExecutionContext {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the walk starts at this very context
    let context: UserExecutionContext = this;
    while (context.#parent !== undefined) context = context.#parent;
    return context;
  }
  get depth(): number {
    let depth = 0;
    for (let context = this.#parent; context !== undefined; context = context.#parent) depth += 1;
    return depth;
  }

  /**
   * A context for one step of the same work: same user, thread and run, a request id of its own.
   * It inherits metadata and signal unless given others, and no instance: it has its own.
   * @throws UserContextError `ERR_INVALID_ARGUMENT` below ten levels.
   */
  child(operation: string, options: ChildOptions = {}): UserExecutionContext {
    if (this.depth >= MAX_CHILD_DEPTH) {
      throw new UserContextError('ERR_INVALID_ARGUMENT', `UserExecutionContext.child("${operation}"): ${MAX_CHILD_DEPTH} levels of children are the limit; is a child made in a loop?`);
    }
    const { requestId, metadata, signal } = options;
    return new UserExecutionContext(
      MADE_HERE,
      this.#userId,
      this.#threadId,
      this.#runId,
      requestId === undefined ? undefined : checkIdentifier(requestId, 'requestId'),
      metadata === undefined ? this.#metadata : copyMetadata(metadata),
      signal === undefined ? this.#signal : checkSignal(signal),
      this,
      checkIdentifier(operation, 'operation'),
    );
  }

  /**
   * A cache key for a component's data of this user, thread and run. Every part is escaped, so user
   * `a_b` with thread `c` never equals user `a` with thread `b_c`, and no user equals the system.
   */
  key(component: string): string {
    const kind = this.isSystem ? 'system' : 'user';
    return [checkIdentifier(component, 'component'), kind, this.#userId, this.#threadId, this.#runId].map(encodeURIComponent).join('/');
  }

  /** What the latest scope of this context bound, created and disposed, in order. */
  audit(): readonly AuditEvent[] {
    return this.#scope?.audit() ?? [];
  }

  /** Everything needed to make this context anew elsewhere, as in a worker thread or a queue: `create(data)`. */
  toData(): UserExecutionContextInit {
    return { userId: this.#userId, threadId: this.#threadId, runId: this.#runId, requestId: this.requestId, metadata: this.#metadata };
  }

  /** For logs: the ids, and metadata by its keys' number only. */
  toJSON(): Record<string, string> {
    return {
      userId: this.#userId,
      threadId: this.#threadId,
      runId: this.#runId,
      requestId: this.requestId,
      ...(this.#operation === undefined ? {} : { operation: this.#operation }),
      metadata: `[${Object.keys(this.#metadata).length} redacted]`,
    };
  }
}

// `console.log` must not show what `toJSON` redacts.
Object.defineProperty(UserExecutionContext.prototype, inspect.custom, {
  value(this: UserExecutionContext, _depth: number, options: object): string {
    return `UserExecutionContext ${inspect(this.toJSON(), options)}`;
  },
});
Object.freeze(UserExecutionContext.prototype);

/** Turns a resolver's answer into a context and remembers whose request this is. */
function contextOf(request: object, identity: Identity): UserExecutionContext {
  if (identity === undefined || identity === null) {
    throw new UserContextError('ERR_USER_CONTEXT_MISSING', 'UserExecutionContext.fromRequest(): the resolver named no user. An anonymous request has no context.');
  }
  const context = isUserContext(identity) ? identity : UserExecutionContext.create(identity);
  registerSource(request, context);
  return context;
}

function checkSignal(signal: unknown): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  throw new UserContextError('ERR_INVALID_ARGUMENT', `UserExecutionContext: signal must be an AbortSignal, not ${describeKind(signal)}.`);
}
