import type { RequestHandler } from 'express';
import { getAgentInstanceFactory } from '../agents/index.js';
import type { Plan } from './users.js';

export function requirePlan(plan: Plan): RequestHandler {
  return (_req, res, next) => {
    const { user } = getAgentInstanceFactory();
    if (user.plan === plan) {
      next();
      return;
    }
    res.status(403).json({ error: `${user.name}, this needs the ${plan} plan` });
  };
}
