import { getAgentInstanceFactory } from './agents';

// @unsingleton-todo VERIFICATION_FAILED: rolled back: the check found something new
export const startRun = (name: string, tries = 3): Promise<string> => getAgentInstanceFactory().run(`${name}:${String(tries)}`);
