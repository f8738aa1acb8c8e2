import type { Request } from 'express';
import { getAgentInstanceFactory } from './agents';

type Step = (req: Request) => string;

function name(): string {
  return getAgentInstanceFactory().recall('name');
}

const answer: Step = (req) => getAgentInstanceFactory().recall(req.path);

const steps: Record<string, Step> = { name, answer };

export function take(req: Request): string {
  return steps[req.path]?.(req) ?? '';
}
