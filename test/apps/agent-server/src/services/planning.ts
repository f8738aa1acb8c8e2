import { getAgentInstanceFactory } from '../agents/index.js';
import { retry } from './retry.js';
import { runService } from './run-service.js';
import { search } from './search.js';

export interface Task {
  title: string;
  parts: Task[];
}

export function planWeek(goals: string[]): Promise<Task[]>;
export function planWeek(goals: string[], depth: number): Promise<Task[]>;
export async function planWeek(goals: string[], depth = 1): Promise<Task[]> {
  const known = await retry(loadGoals, 2);
  const remember = (goal: string): void => getAgentInstanceFactory().remember(`planned ${goal}`);
  goals.forEach(remember);
  return [...known, ...goals].map((goal) => breakDown(goal, depth));
}

async function loadGoals(): Promise<string[]> {
  return (await search('goal')).filter((hit) => hit.startsWith(getAgentInstanceFactory().user.name));
}

function breakDown(title: string, depth: number): Task {
  const { user } = getAgentInstanceFactory();
  const parts = depth > 0 ? ['prepare', 'do'].map((step) => breakDown(`${step} ${title}`, depth - 1)) : [];
  return { title: `${title} (${user.name})`, parts };
}

export async function firstStep(goal: string): Promise<string> {
  const run = await retry(() => runService.start('writing', goal), 1);
  return run.answer ?? '';
}
