import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function prompt(strings: TemplateStringsArray, ...keys: string[]): string {
  return strings.map((text, i) => text + getAgentInstanceFactory().recall(keys[i] ?? '')).join('');
}

function recallName(): string {
  return getAgentInstanceFactory().recall('name');
}

export function greet(userContext: UserExecutionContext): string {
  const greeting = prompt`Hello ${'name'}`;
  return `${greeting} (${recallName()})`;
}
