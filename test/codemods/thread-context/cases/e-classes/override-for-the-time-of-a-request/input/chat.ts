import type { UserExecutionContext } from '@unsingleton/runtime';
import { AgentInstanceFactory, clearAgentInstanceFactory, setAgentInstanceFactory } from './agents';
import { startRun } from './runs';

export async function chat(userContext: UserExecutionContext, name: string): Promise<string> {
  setAgentInstanceFactory(new AgentInstanceFactory(userContext));
  try {
    return await startRun(name);
  } finally {
    clearAgentInstanceFactory();
  }
}
