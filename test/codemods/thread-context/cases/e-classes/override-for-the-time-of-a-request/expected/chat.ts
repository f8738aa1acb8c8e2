import type { UserExecutionContext } from '@unsingleton/runtime';
import { startRun } from './runs';

export async function chat(userContext: UserExecutionContext, name: string): Promise<string> {
  return await startRun(userContext, name);
}
