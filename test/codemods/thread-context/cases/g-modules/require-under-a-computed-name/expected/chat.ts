import type { UserExecutionContext } from '@unsingleton/runtime';

export function greet(userContext: UserExecutionContext, folder: string): string {
  // @unsingleton-todo UNTYPED_REQUIRE: required without types
  const { getAgentInstanceFactory } = require(`${folder}/agents`);
  return `${userContext.userId} is called ${String(getAgentInstanceFactory().recall('name'))}`;
}
