import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

function prompt(strings: TemplateStringsArray, ...keys: string[]): string {
  return strings.map((text, i) => text + getAgentInstanceFactory().recall(keys[i] ?? '')).join('');
}

function recallName(userContext: UserExecutionContext): string {
  return createAgentInstanceFactory(userContext).recall('name');
}

export function greet(userContext: UserExecutionContext): string {
  // @unsingleton-todo TAGGED_TEMPLATE: called as a template tag
  const greeting = prompt`Hello ${'name'}`;
  return `${greeting} (${recallName(userContext)})`;
}
