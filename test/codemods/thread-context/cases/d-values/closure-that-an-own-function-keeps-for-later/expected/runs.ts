import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';
import { later, listen, mutex, runAll } from './later';

export async function handle(userContext: UserExecutionContext, runId: string): Promise<string> {
  // @unsingleton-todo ESCAPES_REQUEST: the value outlives the request
  later(() => getAgentInstanceFactory().remember('later', runId));
  const stop = listen(() => createAgentInstanceFactory(userContext).remember('heard', runId));
  const name = await mutex.run(async () => createAgentInstanceFactory(userContext).run(runId));
  stop();
  runAll();
  return `${userContext.userId}: ${name}`;
}
