import type { AgentInstanceFactory } from '../agents/agent-instance-factory.js';
import type { UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';

/** An agent that an engine can run. */
export type RunnableAgent<Input = unknown, Output = unknown> = { run(input: Input): Output | Promise<Output> };

/** Runs one user's agents, for one request. `ExecutionEngineFactory` makes it and takes it down. */
export class UserExecutionEngine {
  #factory: AgentInstanceFactory | undefined;
  #runs = 0;

  constructor(factory: AgentInstanceFactory) {
    this.#factory = factory;
  }

  /** @throws UserContextError `ERR_SCOPE_CLOSED` once the engine is disposed. */
  get userContext(): UserExecutionContext {
    return this.#usable().userContext;
  }

  /** How many runs are under way. */
  get runs(): number {
    return this.#runs;
  }

  /** Creates an agent and lets it run, under the user's limit. */
  async run<Output = unknown>(agent: string, input?: unknown): Promise<Output> {
    const factory = this.#usable();
    this.#runs += 1;
    try {
      return await factory.run(async () => {
        const runnable = await factory.createAgent<Partial<RunnableAgent>>(agent);
        if (typeof runnable.run !== 'function') throw new UserContextError('ERR_CONFIGURATION', `The agent "${agent}" cannot be run: it has no run() method.`);
        return (await runnable.run(input)) as Output;
      });
    } finally {
      this.#runs -= 1;
    }
  }

  [Symbol.dispose](): void {
    this.#factory = undefined;
  }

  #usable(): AgentInstanceFactory {
    if (this.#factory !== undefined) return this.#factory;
    throw new UserContextError('ERR_SCOPE_CLOSED', 'This execution engine is disposed. Create one for the request at hand.');
  }
}
