import type { NextFunction, Request, Response } from 'express';
import { getAgentInstanceFactory } from '../agents/index.js';

/** Tells the factory whose request this is. Comes after `signIn`. */
export function beginRequest(req: Request, _res: Response, next: NextFunction): void {
  if (req.user) {
    getAgentInstanceFactory().beginRequest(req.user, req.get('x-thread') ?? 'inbox');
  }
  next();
}
