import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';
import { Container } from './container';

const container = new Container().register('agents', () => getAgentInstanceFactory());

export function handle(userContext: UserExecutionContext): string {
  return container.resolve<AgentInstanceFactory>('agents').recall(userContext.runId);
}
