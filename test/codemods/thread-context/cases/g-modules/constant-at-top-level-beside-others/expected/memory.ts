import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const prefix = 'runs/',
  suffix = '.json';

export const pathOf = (userContext: UserExecutionContext, run: string): string => `${prefix}${createAgentInstanceFactory(userContext).recall(run)}${suffix}`;
