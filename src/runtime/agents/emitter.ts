import type { UserExecutionContext } from '../context/user-execution-context.js';
import type { LiveScope } from '../scope/scope.js';

/** What an agent tells its user. The ids come from the emitter, never from the agent. */
export type AgentEvent = {
  readonly userId: string;
  readonly threadId: string;
  readonly runId: string;
  readonly requestId: string;
  readonly agent: string;
  readonly type: string;
  readonly data: unknown;
};

/** Speaks for one user, thread and run. There is no way to name another. */
export type AgentEmitter = {
  readonly agent: string;
  /** @throws UserContextError `ERR_SCOPE_CLOSED` once the request's scope is closed. */
  emit(type: string, data?: unknown): void;
};

/** @internal */
export function createEmitter(agent: string, userContext: UserExecutionContext, scope: LiveScope, publish: (event: AgentEvent) => void): AgentEmitter {
  // The ids are read from the scope at each event, and a child's cell is emptied with it: an emitter
  // that a socket kept after the request holds nobody.
  const child: { context: UserExecutionContext | undefined } = { context: userContext === scope.owner ? undefined : userContext };
  if (child.context !== undefined) scope.defer(() => { child.context = undefined; });
  return Object.freeze({
    agent,
    emit(type: string, data?: unknown): void {
      scope.assertOpen(`The emitter of agent "${agent}"`);
      const { userId, threadId, runId, requestId } = child.context ?? scope.context;
      publish({ userId, threadId, runId, requestId, agent, type, data });
    },
  });
}
