import type { UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { userLimit, type UserLimit } from '../lifetimes/user-limit.js';
import { onePerProcess } from '../process-wide.js';
import { dispose, isDisposable, type Definition } from '../scope/entries.js';
import { scopeFor } from '../scope/open.js';
import { assertOwner } from '../scope/owner.js';
import type { LiveScope } from '../scope/scope.js';
import { createEmitter, type AgentEmitter } from './emitter.js';
import { agentRegistry, type AgentMaker } from './infrastructure.js';
import { agentCounters, countFactory, discountFactory, summariseActiveContexts, type ActiveContext, type AgentMetrics } from './metrics.js';

/**
 * Creates one user's agents, for one request. What all users share (agent classes, where events go,
 * limits, metrics) comes from `configureAgentInstanceFactory()` and outlives every factory.
 */
export class AgentInstanceFactory {
  readonly #scope: LiveScope;
  /** The request's agents, each created once. */
  readonly #agents: Map<string, Promise<unknown>> = new Map();
  #disposed = false;

  /** @throws UserContextError without a user context: there is no default user. */
  constructor(userContext: UserExecutionContext) {
    this.#scope = scopeFor(userContext, 'AgentInstanceFactory');
    this.#scope.assertOpen('new AgentInstanceFactory()');
    countFactory(this.#scope);
  }

  /** Counts of the whole process. */
  static metrics(): AgentMetrics {
    return { ...agentCounters() };
  }

  /** The requests whose factories are alive, without user ids. */
  static activeContexts(): readonly ActiveContext[] {
    return summariseActiveContexts();
  }

  /** @throws UserContextError `ERR_SCOPE_CLOSED` after the request. */
  get userContext(): UserExecutionContext {
    this.#assertUsable('userContext');
    return this.#scope.context;
  }

  /**
   * Creates a new agent of a registered class. If it can be disposed, it is when the request ends.
   * @param userContext for whom, if not for the factory's own context: a child of it.
   * @throws UserContextError `ERR_FOREIGN_USER_CONTEXT` for another's context, `ERR_SCOPE_CLOSED`
   *   after the request, `ERR_CONFIGURATION` for an unknown class.
   */
  async createAgent<Agent = unknown>(name: string, userContext?: UserExecutionContext): Promise<Agent> {
    this.#assertUsable('createAgent()');
    const owner = this.#scope.context;
    if (userContext !== undefined) this.checkUser(owner, userContext);
    const context = userContext ?? owner;
    return (await this.#build(name, makerOf(name), context)) as Agent;
  }

  /** The request's agent of this class: created at the first call, and the same one at the next. */
  agent<Agent = unknown>(name: string): Promise<Agent> {
    const present = this.#agents.get(name);
    if (present !== undefined) return present as Promise<Agent>;
    const made = this.createAgent<Agent>(name);
    this.#agents.set(name, made);
    // A failed build is not kept.
    made.catch(() => this.#agents.get(name) === made && this.#agents.delete(name));
    return made;
  }

  /** An emitter that can only speak for this factory's user, thread and run. */
  createEmitter(agent: string): AgentEmitter {
    this.#assertUsable('createEmitter()');
    return createEmitter(agent, this.#scope.context, this.#scope, agentRegistry().publish);
  }

  /**
   * Runs work under the user's limit (`maxRunsPerUser`), which counts all of the user's requests.
   * @throws the signal's reason if the context's signal aborts while it waits.
   */
  run<T>(work: () => T | Promise<T>): Promise<T> {
    this.#assertUsable('run()');
    return runLimit().run(this.#scope.context, async () => {
      agentCounters().runsStarted += 1;
      try {
        return await work();
      } finally {
        agentCounters().runsFinished += 1;
      }
    });
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#agents.clear();
    discountFactory(this.#scope);
  }

  protected checkUser(owner: UserExecutionContext, used: UserExecutionContext): void {
    assertOwner(owner, used, 'This AgentInstanceFactory');
  }

  async #build(name: string, maker: AgentMaker, context: UserExecutionContext): Promise<unknown> {
    const scope = this.#scope;
    const counters = agentCounters();
    try {
      const agent = await maker(context, createEmitter(name, context, scope, agentRegistry().publish));
      counters.agentsCreated += 1;
      if (scope.closing) await dispose(AGENT, agent);
      scope.assertOpen(`Agent "${name}"`);
      if (isDisposable(AGENT, agent)) scope.defer(() => dispose(AGENT, agent));
      return agent;
    } catch (error) {
      counters.agentsFailed += 1;
      throw error;
    }
  }

  #assertUsable(what: string): void {
    this.#scope.assertOpen(`AgentInstanceFactory.${what}`);
    if (this.#disposed) throw new UserContextError('ERR_SCOPE_CLOSED', `AgentInstanceFactory.${what} is not available: the factory is disposed.`);
  }
}

/** Agents are taken down by what they bring along. */
const AGENT: Definition = { name: 'agent', dispose: undefined };

function makerOf(name: string): AgentMaker {
  const { makers } = agentRegistry();
  const maker = makers.get(name);
  if (maker !== undefined) return maker;
  throw new UserContextError('ERR_CONFIGURATION', `No agent "${name}" is registered. Known are: ${[...makers.keys()].join(', ') || 'none'}.`);
}

/** One in the process: it is the user that is limited, not the request. */
function runLimit(): UserLimit {
  return onePerProcess('agent run limit', () => userLimit(() => agentRegistry().maxRunsPerUser, { name: 'AgentInstanceFactory' }));
}
