import type { UserExecutionContext } from '@unsingleton/runtime';
import { getSettings } from './settings';

function model(): string {
  return getSettings().get('model');
}

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} talks to ${model()} as ${getSettings().get('voice')}`;
}
