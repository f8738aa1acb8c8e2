import type { UserExecutionContext } from '@unsingleton/runtime';
import { recall } from './memory';

type RecallKey = Parameters<typeof recall>[1];

export function greet(userContext: UserExecutionContext, key: RecallKey): string {
  return `Hello ${recall(userContext, key)}`;
}
