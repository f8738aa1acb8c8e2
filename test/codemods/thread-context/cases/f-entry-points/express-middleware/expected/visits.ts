import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const noteVisit = (userContext: UserExecutionContext, path: string): void => createAgentInstanceFactory(userContext).remember('lastVisit', path);
