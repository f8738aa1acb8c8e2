// eslint-disable-next-line import/no-cycle
import { getAgentInstanceFactory } from './agents';

export function recall(key: string): string {
  return getAgentInstanceFactory().recall(key);
}
