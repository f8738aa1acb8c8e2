import { getAgentInstanceFactory } from './agents';

export const recall = (key: string): string => getAgentInstanceFactory().recall(key);