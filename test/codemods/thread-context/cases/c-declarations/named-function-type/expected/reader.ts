import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Reader = (userContext: UserExecutionContext, key: string) => string;

const recall: Reader = (userContext: UserExecutionContext, key) => createAgentInstanceFactory(userContext).recall(key);
const echo: Reader = (_userContext: UserExecutionContext, key) => key;

function readWith(userContext: UserExecutionContext, reader: Reader, key: string): string {
  return reader(userContext, key);
}

export function handle(userContext: UserExecutionContext): string {
  return readWith(userContext, recall, 'last') + readWith(userContext, echo, 'hello');
}
