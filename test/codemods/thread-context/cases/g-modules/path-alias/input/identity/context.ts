import { UserExecutionContext } from '@unsingleton/runtime';
import type { Request } from 'express';

const contexts = new WeakMap<Request, UserExecutionContext>();

export function contextFromRequest(req: Request): UserExecutionContext {
  const known = contexts.get(req);
  if (known === undefined) throw new Error('The request has no user.');
  return known;
}
