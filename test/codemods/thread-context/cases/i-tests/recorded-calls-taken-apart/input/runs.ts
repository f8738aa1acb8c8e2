import { getAgentInstanceFactory } from './agents';

export const startRun = (name: string, tries = 3): Promise<string> => getAgentInstanceFactory().run(`${name}:${String(tries)}`);
