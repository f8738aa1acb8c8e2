import type { Request } from 'express';
import { UserExecutionContext } from '@unsingleton/runtime';

export function contextFromRequest(req: Request): UserExecutionContext {
  const userId = req.get('x-authenticated-user') ?? '';
  return UserExecutionContext.create({ userId, threadId: userId, runId: userId });
}
