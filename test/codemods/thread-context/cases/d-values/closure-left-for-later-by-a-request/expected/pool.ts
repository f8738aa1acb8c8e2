import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

export class Pool {
  readonly #after: (() => void)[] = [];

  start(userContext: UserExecutionContext, name: string): Promise<string> {
    // @unsingleton-todo ESCAPES_REQUEST: the value outlives the request
    this.#after.push(() => {
      getAgentInstanceFactory().remember('done', name);
    });
    return createAgentInstanceFactory(userContext).run(name);
  }

  flush(): void {
    for (const next of this.#after.splice(0)) next();
  }
}

export const pool = new Pool();
