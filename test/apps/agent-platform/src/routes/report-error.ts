import type { NextFunction, Request, Response } from 'express';
import { getAgentInstanceFactory } from '../agents/index.js';
import { HttpError, messageOf } from '../errors.js';
import { log } from '../log.js';

/** Errors may come before sign-in too (a body that is no JSON), so there may be no user to speak of. */
export function reportError(error: unknown, req: Request, res: Response, _next: NextFunction): void {
  const status = error instanceof HttpError ? error.status : statusOf(error);
  if (status === 500) log.error('request failed', { path: req.path, error: messageOf(error) });
  const steps = req.user ? getAgentInstanceFactory().recall() : [];
  res.status(status).json({ error: messageOf(error), steps });
}

function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : 500;
}
