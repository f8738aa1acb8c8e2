import { randomUUID } from 'node:crypto';
import { UserExecutionContext } from '@unsingleton/runtime';
import type { Request } from 'express';
import { NotSignedInError } from '../errors.js';
import type { User } from './users.js';

/** Who a piece of work is for. */
export function contextOf(user: User, threadId = 'inbox', runId: string = randomUUID()): UserExecutionContext {
  return UserExecutionContext.create({ userId: user.id, threadId, runId });
}

/** Only for requests that passed `signIn`. */
export function identify(req: Request): UserExecutionContext {
  if (!req.user) throw new NotSignedInError();
  return contextOf(req.user);
}
