import { getAgentInstanceFactory } from './agents';

export const memory = {
  recall(key: string): string {
    return getAgentInstanceFactory().recall(key);
  },
};
