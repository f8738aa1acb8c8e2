import type { AgentInstanceFactory } from '../agents/agent-instance-factory.js';
import { createAgentInstanceFactory } from '../agents/factories.js';
import type { UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { outsideRequests } from '../lifetimes/outside.js';
import { userLimit, type Release, type UserLimit } from '../lifetimes/user-limit.js';
import { reportFailure } from '../scope/run.js';
import { dispose, type Definition } from '../scope/entries.js';
import { scopeFor } from '../scope/open.js';
import { UserExecutionEngine } from './user-execution-engine.js';

export type ExecutionEngineFactoryOptions<Engine extends object> = {
  /** Makes an engine from the request's agent factory; a {@link UserExecutionEngine} unless given. */
  readonly make?: (factory: AgentInstanceFactory, userContext: UserExecutionContext) => Engine | Promise<Engine>;
  /** Engines that one user may have at once, over all requests; 2 unless given. */
  readonly maxPerUser?: number;
  /** Milliseconds after which an engine is disposed although its scope is open; 30 minutes unless given. */
  readonly lifetimeMs?: number;
  /** Milliseconds without a `touch()` after which it is; as long as the lifetime unless given. */
  readonly idleMs?: number;
  /** How often to look for such engines, in milliseconds; once a minute unless given. */
  readonly sweepMs?: number;
};

export type EngineMetrics = { readonly created: number; readonly disposed: number; readonly refused: number; readonly active: number };

/** Engines are taken down by what they bring along. */
const ENGINE: Definition = { name: 'engine', dispose: undefined };

type Lease = { readonly release: Release; readonly madeAt: number; usedAt: number };

/**
 * Makes execution engines, each for one user's request: at most so many for each user, disposed with
 * their scope, and in any case after their lifetime. Keep one factory for the process: it holds no
 * user's state but the engines that are alive.
 */
export class ExecutionEngineFactory<Engine extends object = UserExecutionEngine> {
  readonly #options: ExecutionEngineFactoryOptions<Engine>;
  readonly #limit: UserLimit;
  readonly #leases: Map<Engine, Lease> = new Map();
  readonly #outside = outsideRequests();
  readonly #lifetimeMs: number;
  readonly #idleMs: number;
  #counts = { created: 0, disposed: 0, refused: 0 };
  #sweep: NodeJS.Timeout | undefined;

  constructor(options: ExecutionEngineFactoryOptions<Engine> = {}) {
    this.#options = options;
    this.#limit = userLimit(options.maxPerUser ?? 2, { name: 'ExecutionEngineFactory' });
    this.#lifetimeMs = options.lifetimeMs ?? 30 * 60_000;
    this.#idleMs = options.idleMs ?? this.#lifetimeMs;
  }

  get metrics(): EngineMetrics {
    return { ...this.#counts, active: this.#leases.size };
  }

  /**
   * An engine for this request. It is disposed when the request's scope closes.
   * @throws UserContextError `ERR_USER_LIMIT` if the user has as many as allowed,
   *   `ERR_FOREIGN_USER_CONTEXT` if `make` returned an engine that is in use already.
   */
  async createForUser(userContext: UserExecutionContext): Promise<Engine> {
    const scope = scopeFor(userContext, 'ExecutionEngineFactory.createForUser');
    const factory = createAgentInstanceFactory(userContext);
    const release = this.#limit.tryAcquire(userContext);
    if (release === undefined) {
      this.#counts.refused += 1;
      throw new UserContextError('ERR_USER_LIMIT', `User "${userContext.userId}" has ${this.#limit.active(userContext)} execution engines, which is the limit. Dispose one, or let its request end.`);
    }
    try {
      const engine = await this.#make(factory, userContext);
      if (this.#leases.has(engine)) {
        throw new UserContextError('ERR_FOREIGN_USER_CONTEXT', `ExecutionEngineFactory: make() returned an engine that another request is using. It must return a new one for user "${userContext.userId}".`);
      }
      const now = performance.now();
      this.#leases.set(engine, { release, madeAt: now, usedAt: now });
      this.#counts.created += 1;
      if (scope.closing) await this.dispose(engine);
      scope.assertOpen('ExecutionEngineFactory.createForUser()');
      scope.defer(() => this.dispose(engine));
      this.#scheduleSweep();
      return engine;
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Runs work with an engine, and disposes it whatever happens. */
  async userExecutionScope<T>(userContext: UserExecutionContext, work: (engine: Engine) => T | Promise<T>): Promise<T> {
    const engine = await this.createForUser(userContext);
    try {
      return await work(engine);
    } finally {
      await this.dispose(engine);
    }
  }

  /** Says that the engine is in use, so that it is not swept as idle. */
  touch(engine: Engine): void {
    const lease = this.#leases.get(engine);
    if (lease !== undefined) lease.usedAt = performance.now();
  }

  /** Disposes an engine before its scope closes. Twice is once. */
  async dispose(engine: Engine): Promise<void> {
    const lease = this.#leases.get(engine);
    if (lease === undefined) return;
    this.#leases.delete(engine);
    this.#counts.disposed += 1;
    try {
      await dispose(ENGINE, engine);
    } finally {
      lease.release();
    }
  }

  /** Disposes every engine, at shut-down. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#sweep);
    await Promise.all([...this.#leases.keys()].map((engine) => this.dispose(engine)));
  }

  async #make(factory: AgentInstanceFactory, userContext: UserExecutionContext): Promise<Engine> {
    const { make } = this.#options;
    // Without `make`, Engine is UserExecutionEngine: the class's default says so and TypeScript cannot.
    return make === undefined ? (new UserExecutionEngine(factory) as object as Engine) : make(factory, userContext);
  }

  #scheduleSweep(): void {
    if (this.#sweep !== undefined || this.#leases.size === 0) return;
    const timer = this.#outside(() => setTimeout(() => { this.#sweepOnce(); }, this.#options.sweepMs ?? 60_000));
    this.#sweep = timer.unref();
  }

  #sweepOnce(): void {
    this.#sweep = undefined;
    const now = performance.now();
    for (const [engine, { madeAt, usedAt }] of this.#leases) {
      if (now - madeAt >= this.#lifetimeMs || now - usedAt >= this.#idleMs) reportFailure(this.dispose(engine));
    }
    this.#scheduleSweep();
  }
}
