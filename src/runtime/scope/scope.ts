import type { AuditEvent, UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { scopeClosed } from '../monitor/channels.js';
import { isPromise } from '../promises.js';
import { processWide } from '../process-wide.js';
import { BUILDING, DEFERRED, DISPOSED, disposeEntries, Entry, FAILED, READY, type Definition } from './entries.js';
import { releaseSource } from './sources.js';

/** The lifetime of one piece of work for one user context: a request, a message, a job. */
export type Scope = {
  /** @throws UserContextError `ERR_SCOPE_CLOSED` once the scope is closed. */
  readonly context: UserExecutionContext;
  readonly closed: boolean;
  /** Runs when the scope closes, last in first out, among the disposers of what was created in it. */
  defer(dispose: () => unknown): void;
  /** Runs the function in this scope: `currentScope()` in it is this one. */
  run<T>(work: () => T): T;
  /**
   * Disposes what was created here, last in first out, and lets go of it. Closing twice or from two
   * sides at once is one closing. A promise comes back if a disposer is asynchronous.
   * @throws AggregateError with every disposer's error, after all of them have run.
   */
  close(): void | Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** `guests` of a scope that came into being because a factory was called for a context without one. @internal */
export const IMPLICIT = -1;

const OPEN = 0;
const CLOSING = 1;
const CLOSED = 2;

/** From this many entries on, a map finds them faster than a walk. */
const LONG = 12;

const NO_ERRORS: readonly unknown[] = [];

/**
 * A scope as the runtime sees it. It is also the handle that AsyncLocalStorage carries: when it
 * closes it empties itself, so a socket or timer that captured it retains no user's data.
 * @internal
 */
export class LiveScope implements Scope {
  // Declared, so that the constructor alone defines the fields: defining each twice is measurable here.
  declare owner: UserExecutionContext | undefined;
  /** The newest thing created here; each points to the one before. */
  declare newest: Entry | undefined;
  /** The request-like object that this scope was opened for. */
  declare source: object | undefined;
  declare place: string | undefined;
  /** How many `runInScope` calls are inside: the last one out closes. Zero where someone closes by hand, {@link IMPLICIT} where nobody will. */
  declare guests: number;
  declare state: typeof OPEN | typeof CLOSING | typeof CLOSED;
  // Few scopes ever have these two, and the others do not pay for them.
  /** Made once the chain is long. */
  declare index?: Map<Definition, Entry> | undefined;
  /** The closing under way, where it takes time. */
  declare ending?: Promise<void>;

  constructor(owner: UserExecutionContext, source: object | undefined, place: string | undefined, guests: number) {
    this.owner = owner;
    this.newest = undefined;
    this.source = source;
    this.place = place;
    this.guests = guests;
    this.state = OPEN;
  }

  get context(): UserExecutionContext {
    return this.owner ?? refuse(this, 'scope.context');
  }

  get closed(): boolean {
    return this.state === CLOSED;
  }

  /** From the moment the closing begins. */
  get closing(): boolean {
    return this.state !== OPEN;
  }

  /** @throws UserContextError `ERR_SCOPE_CLOSED` from the moment the closing begins. */
  assertOpen(what: string): void {
    if (this.state !== OPEN) refuse(this, what);
  }

  defer(dispose: () => unknown): void {
    this.assertOpen('defer()');
    this.newest = new Entry(DEFERRED, dispose, this.newest, READY);
  }

  run<T>(work: () => T): T {
    this.assertOpen('run()');
    return processWide().storage.run(this, work);
  }

  close(): void | Promise<void> {
    if (this.state !== OPEN) return this.ending;
    this.state = CLOSING;
    if (this.newest === undefined) {
      finish(this, NO_ERRORS);
      return;
    }
    const disposing = disposeEntries(this.newest);
    if (isPromise(disposing)) return (this.ending = disposing.then((errors) => { finish(this, errors); }));
    finish(this, disposing);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** The thing that this definition made here, if it is alive or being made. */
  find(definition: Definition): Entry | undefined {
    if (this.index !== undefined) return this.index.get(definition);
    let steps = 0;
    for (let entry = this.newest; entry !== undefined; entry = entry.previous) {
      if (entry.definition === definition) return entry;
      if (++steps === LONG) return makeIndex(this).get(definition);
    }
    return undefined;
  }

  /** Moves an entry to the end of the chain: it was begun before, and finished after, those behind it. */
  moveToEnd(entry: Entry): void {
    if (this.newest === entry) return;
    this.remove(entry);
    this.append(entry);
  }

  append(entry: Entry): void {
    entry.previous = this.newest;
    this.newest = entry;
    this.index?.set(entry.definition, entry);
  }

  remove(entry: Entry): void {
    this.index?.delete(entry.definition);
    if (this.newest === entry) {
      this.newest = entry.previous;
      return;
    }
    for (let later = this.newest; later !== undefined; later = later.previous) {
      if (later.previous === entry) {
        later.previous = entry.previous;
        return;
      }
    }
  }

  audit(): readonly AuditEvent[] {
    const newestFirst: Entry[] = [];
    for (let entry = this.newest; entry !== undefined; entry = entry.previous) if (entry.state !== BUILDING) newestFirst.push(entry);
    const gone = newestFirst.filter((entry) => entry.state === DISPOSED || entry.state === FAILED);
    return [
      this.place === undefined ? { event: 'bound' } : { event: 'bound', name: this.place },
      ...newestFirst.toReversed().map(({ definition }): AuditEvent => ({ event: 'created', name: definition.name })),
      ...gone.map(({ definition, state }): AuditEvent => ({ event: state === FAILED ? 'failed' : 'disposed', name: definition.name })),
      ...(this.closed ? [{ event: 'closed' } as const] : []),
    ];
  }

}

// Functions and not private methods: an instance would be marked for those, and this one is made for every request.

function makeIndex(scope: LiveScope): Map<Definition, Entry> {
  const index = (scope.index = new Map<Definition, Entry>());
  for (let entry = scope.newest; entry !== undefined; entry = entry.previous) {
    if (entry.definition !== DEFERRED && !index.has(entry.definition)) index.set(entry.definition, entry);
  }
  return index;
}

function finish(scope: LiveScope, errors: readonly unknown[]): void {
  const { owner, source } = scope;
  scope.state = CLOSED;
  if (source !== undefined && owner !== undefined) releaseSource(source, owner);
  // A scope that was never opened, only carried, is not announced at its end either.
  if (scopeClosed.hasSubscribers && scope.guests !== IMPLICIT) scopeClosed.publish({ context: owner, place: scope.place, errors });
  scope.owner = undefined;
  scope.source = undefined;
  if (scope.index !== undefined) scope.index = undefined;
  if (errors.length > 0) throw new AggregateError(errors, `Closing a scope: ${errors.length} of its disposers failed; the others have run.`);
}

function refuse({ place }: LiveScope, what: string): never {
  const where = place === undefined ? '' : ` (opened at ${place})`;
  throw new UserContextError('ERR_SCOPE_CLOSED', `${what} is not available: this scope${where} is closed. For work that outlives a request, use runInScope(userContext.child('…'), …).`);
}
