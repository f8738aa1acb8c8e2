import type { Request } from 'express';
import { contextFromRequest, type UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Step = (userContext: UserExecutionContext, req: Request) => string;

function name(userContext: UserExecutionContext): string {
  return createAgentInstanceFactory(userContext).recall('name');
}

const answer: Step = (userContext: UserExecutionContext, req) => createAgentInstanceFactory(userContext).recall(req.path);

const steps: Record<string, Step> = { name, answer };

export function take(req: Request): string {
  const userContext = contextFromRequest(req);
  return steps[req.path]?.(userContext, req) ?? '';
}
