import express, { type NextFunction, type Request, type Response } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const app = express();

function reportFailure(error: unknown, req: Request, res: Response, _next: NextFunction): void {
  const userContext = contextFromRequest(req);
  createAgentInstanceFactory(userContext).remember('lastError', String(error));
  res.status(500).send(`${req.method} failed`);
}

app.use(reportFailure);
