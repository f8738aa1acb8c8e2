import { UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { legacyGetter, type LegacyGetter } from '../legacy/legacy-getter.js';
import { perRequest, type PerRequest } from '../lifetimes/per-request.js';
import { onePerProcess } from '../process-wide.js';
import { scopeFor } from '../scope/open.js';
import { assertOwner } from '../scope/owner.js';
import type { LiveScope } from '../scope/scope.js';
import { createEmitter, type AgentEmitter } from './emitter.js';
import { agentRegistry } from './infrastructure.js';

/** Creates one user's agents, for one request. What all users share comes from `configureAgentInstanceFactory()`. */
export class AgentInstanceFactory {
  readonly #scope: LiveScope;

  /** @throws UserContextError without a user context: there is no default user. */
  constructor(userContext: UserExecutionContext) {
    this.#scope = scopeFor(userContext, 'AgentInstanceFactory');
    this.#scope.assertOpen('new AgentInstanceFactory()');
  }

  get userContext(): UserExecutionContext {
    return this.#scope.context;
  }

  /**
   * Creates an agent of a registered class.
   * @param userContext for whom, if not for the factory's own context: a child of it.
   * @throws UserContextError `ERR_FOREIGN_USER_CONTEXT` for another user's context, `ERR_SCOPE_CLOSED` after the request.
   */
  async createAgent<Agent = unknown>(name: string, userContext?: UserExecutionContext): Promise<Agent> {
    const owner = this.#scope.context;
    if (userContext !== undefined) this.checkUser(owner, userContext);
    const maker = agentRegistry().makers.get(name);
    if (maker === undefined) throw new UserContextError('ERR_CONFIGURATION', `No agent "${name}" is registered. Known are: ${[...agentRegistry().makers.keys()].join(', ') || 'none'}.`);
    const context = userContext ?? owner;
    return (await maker(context, createEmitter(name, context, this.#scope, agentRegistry().publish))) as Agent;
  }

  protected checkUser(owner: UserExecutionContext, used: UserExecutionContext): void {
    assertOwner(owner, used, 'This AgentInstanceFactory');
  }

  /** An emitter that can only speak for this factory's user, thread and run. */
  createEmitter(agent: string): AgentEmitter {
    return createEmitter(agent, this.#scope.context, this.#scope, agentRegistry().publish);
  }
}

/** The shared instance of old: it creates for whoever is named, and checks nothing. Only the deprecated accessor hands it out. */
class SharedAgentInstanceFactory extends AgentInstanceFactory {
  protected override checkUser(): void {}
}

let perRequestFactory: PerRequest<AgentInstanceFactory> | undefined;

/** One definition in the process, so that two copies of the library agree about a request's factory. */
function definition(): PerRequest<AgentInstanceFactory> {
  return (perRequestFactory ??= onePerProcess('createAgentInstanceFactory', () =>
    perRequest((userContext: UserExecutionContext) => new AgentInstanceFactory(userContext), { name: 'createAgentInstanceFactory' }),
  ));
}

/**
 * The agent factory of one request: the same context gets the same factory until its scope closes.
 * @throws UserContextError without a context, with a look-alike, or after its scope is closed.
 */
export const createAgentInstanceFactory: PerRequest<AgentInstanceFactory> = Object.assign(
  (userContext: UserExecutionContext): AgentInstanceFactory => definition()(userContext),
  {
    current: (): AgentInstanceFactory => definition().current(),
    owns: (userContext: UserExecutionContext, factory: AgentInstanceFactory): boolean => definition().owns(userContext, factory),
  },
);

const sharedFactory = (): AgentInstanceFactory =>
  onePerProcess('getAgentInstanceFactory', () => new SharedAgentInstanceFactory(UserExecutionContext.system('getAgentInstanceFactory')));

/** @deprecated Hands every user the same instance. Use `createAgentInstanceFactory(userContext)`. */
export const getAgentInstanceFactory: LegacyGetter<AgentInstanceFactory> = legacyGetter({
  name: 'getAgentInstanceFactory',
  code: 'USG0001',
  replacement: 'createAgentInstanceFactory(userContext)',
  instance: sharedFactory,
  factory: createAgentInstanceFactory,
});
