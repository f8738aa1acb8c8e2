import type { UserExecutionContext } from '@unsingleton/runtime';
import type { Request, Response } from 'express';
import { startRun } from './runs';

export async function retry(userContext: UserExecutionContext, name: string, res: Response): Promise<void> {
  const request = { query: { name: `${userContext.userId}/${name}` } } as unknown as Request;
  // @unsingleton-todo ENTRY_AND_INTERNAL: called by a framework and by own code
  await startRun(request, res);
}
