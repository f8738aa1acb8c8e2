import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Reader = (key: string) => string;

const recall: Reader = (key) => getAgentInstanceFactory().recall(key);
const echo: Reader = (key) => key;

function readWith(reader: Reader, key: string): string {
  return reader(key);
}

export function handle(userContext: UserExecutionContext): string {
  return readWith(recall, 'last') + readWith(echo, 'hello');
}
