import { UserExecutionContext } from '../context/user-execution-context.js';
import { legacyGetter, type LegacyGetter } from '../legacy/legacy-getter.js';
import { perRequest, type PerRequest } from '../lifetimes/per-request.js';
import { onePerProcess } from '../process-wide.js';
import { runInScope } from '../scope/run.js';
import { AgentInstanceFactory } from './agent-instance-factory.js';

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

/** Runs work with a user's agent factory in a scope of its own, and always cleans up behind it. */
export function userExecutionScope<T>(userContext: UserExecutionContext, work: (factory: AgentInstanceFactory, userContext: UserExecutionContext) => T): T {
  return runInScope(userContext, () => work(createAgentInstanceFactory(userContext), userContext));
}

/** The shared instance of old: it creates for whoever is named, and checks nothing. */
class SharedAgentInstanceFactory extends AgentInstanceFactory {
  protected override checkUser(): void {}
}

/** @deprecated Hands every user the same instance. Use `createAgentInstanceFactory(userContext)`. */
export const getAgentInstanceFactory: LegacyGetter<AgentInstanceFactory> = legacyGetter({
  name: 'getAgentInstanceFactory',
  code: 'USG0001',
  replacement: 'createAgentInstanceFactory(userContext)',
  instance: () => onePerProcess('getAgentInstanceFactory', () => new SharedAgentInstanceFactory(UserExecutionContext.system('getAgentInstanceFactory'))),
  factory: createAgentInstanceFactory,
});
