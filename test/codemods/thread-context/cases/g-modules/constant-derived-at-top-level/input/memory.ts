import { getAgentInstanceFactory } from './agents';

const prefix = `${getAgentInstanceFactory().recall('home')}/runs`;

export function pathOf(run: string): string {
  return `${prefix}/${run}`;
}

export function isRun(path: string): boolean {
  return path.startsWith(prefix);
}
