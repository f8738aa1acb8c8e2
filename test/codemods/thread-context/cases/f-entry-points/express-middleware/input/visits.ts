import { getAgentInstanceFactory } from './agents';

export const noteVisit = (path: string): void => getAgentInstanceFactory().remember('lastVisit', path);
