import type { UserExecutionContext } from '@unsingleton/runtime';

export async function greet(userContext: UserExecutionContext): Promise<string> {
  const { createAgentInstanceFactory } = await import('./agents');
  return `${userContext.userId} is called ${createAgentInstanceFactory(userContext).recall('name')}`;
}

export async function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  const agents = await import('./agents');
  return `${userContext.userId}: ${await agents.createAgentInstanceFactory(userContext).run(name)}`;
}
