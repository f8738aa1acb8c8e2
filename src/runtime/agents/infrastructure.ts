import type { UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { onePerProcess } from '../process-wide.js';
import type { AgentEmitter, AgentEvent } from './emitter.js';

/** Makes one agent for one user. The emitter speaks for that user, thread and run, and for nobody else. */
export type AgentMaker<Agent = unknown> = (userContext: UserExecutionContext, emitter: AgentEmitter) => Agent | Promise<Agent>;

/** What all agent factories of the process share. It is set once, at start-up. */
export type AgentInfrastructure = {
  /** Agent classes by name. */
  readonly agents?: Readonly<Record<string, AgentMaker>>;
  /** Where agents' events go, as to the user's WebSocket. Called with the ids that the emitter is bound to. */
  readonly publish?: (event: AgentEvent) => void;
  /** How many runs one user may have at once, over all requests; 5 unless given. */
  readonly maxRunsPerUser?: number;
};

/** The process's agents and where their events go. @internal */
export type AgentRegistry = {
  configured: boolean;
  publish: (event: AgentEvent) => void;
  maxRunsPerUser: number;
  readonly makers: Map<string, AgentMaker>;
};

/** One in the process, so that no factory can miss the configuration. @internal */
export function agentRegistry(): AgentRegistry {
  return onePerProcess('agents', () => ({ configured: false, publish: () => {}, maxRunsPerUser: 5, makers: new Map<string, AgentMaker>() }));
}

/**
 * Gives every agent factory of the process, present and later, what they share.
 * @throws UserContextError `ERR_CONFIGURATION` the second time, or for a limit that is no positive integer.
 */
export function configureAgentInstanceFactory(infrastructure: AgentInfrastructure): void {
  const registry = agentRegistry();
  if (registry.configured) {
    throw new UserContextError('ERR_CONFIGURATION', 'configureAgentInstanceFactory() was called twice. Configure once, at start-up: every factory sees it.');
  }
  const { agents = {}, publish, maxRunsPerUser } = infrastructure;
  if (maxRunsPerUser !== undefined && !(Number.isSafeInteger(maxRunsPerUser) && maxRunsPerUser > 0)) {
    throw new UserContextError('ERR_CONFIGURATION', `configureAgentInstanceFactory(): maxRunsPerUser must be a positive integer, not ${String(maxRunsPerUser)}.`);
  }
  for (const [name, maker] of Object.entries(agents)) registerAgentClass(name, maker);
  registry.configured = true;
  if (publish !== undefined) registry.publish = publish;
  if (maxRunsPerUser !== undefined) registry.maxRunsPerUser = maxRunsPerUser;
}

/**
 * Makes an agent class known to every factory of the process.
 * @throws UserContextError `ERR_CONFIGURATION` if the name is taken by another maker.
 */
export function registerAgentClass(name: string, maker: AgentMaker): void {
  const { makers } = agentRegistry();
  if (typeof maker !== 'function') throw new UserContextError('ERR_CONFIGURATION', `The agent "${name}" needs a function that makes it.`);
  const present = makers.get(name);
  if (present !== undefined && present !== maker) throw new UserContextError('ERR_CONFIGURATION', `The agent "${name}" is already registered with another maker.`);
  makers.set(name, maker);
}
