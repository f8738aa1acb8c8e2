import type { UserExecutionContext } from '@unsingleton/runtime';

export async function greet(userContext: UserExecutionContext, folder: string): Promise<string> {
  // @unsingleton-todo DYNAMIC_IMPORT: imported under a computed name
  const agents = await import(`${folder}/agents`);
  return `${userContext.userId} is called ${String(agents.getAgentInstanceFactory().recall('name'))}`;
}
