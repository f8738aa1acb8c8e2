import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';
import { later, listen, mutex, runAll } from './later';

export async function handle(userContext: UserExecutionContext, runId: string): Promise<string> {
  later(() => getAgentInstanceFactory().remember('later', runId));
  const stop = listen(() => getAgentInstanceFactory().remember('heard', runId));
  const name = await mutex.run(async () => getAgentInstanceFactory().run(runId));
  stop();
  runAll();
  return `${userContext.userId}: ${name}`;
}
