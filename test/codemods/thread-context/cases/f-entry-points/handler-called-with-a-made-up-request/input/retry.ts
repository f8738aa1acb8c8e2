import type { UserExecutionContext } from '@unsingleton/runtime';
import type { Request, Response } from 'express';
import { startRun } from './runs';

export async function retry(userContext: UserExecutionContext, name: string, res: Response): Promise<void> {
  const request = { query: { name: `${userContext.userId}/${name}` } } as unknown as Request;
  await startRun(request, res);
}
