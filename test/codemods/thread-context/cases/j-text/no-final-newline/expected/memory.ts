import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const recall = (userContext: UserExecutionContext, key: string): string => createAgentInstanceFactory(userContext).recall(key);