import { getAgentInstanceFactory } from './agents.js';
import { everybodyIsHere } from './meeting.js';

/** Remembers a user's name, and greets by it once every other user has been remembered too. */
export async function introduce(name: string): Promise<string> {
  getAgentInstanceFactory().remember('name', name);
  await everybodyIsHere();
  return greeting();
}

function greeting(): string {
  return `Hello ${getAgentInstanceFactory().recall('name')}`;
}
