import express, { type NextFunction, type Request, type Response } from 'express';
import { getAgentInstanceFactory } from './agents';

export const app = express();

function reportFailure(error: unknown, req: Request, res: Response, _next: NextFunction): void {
  getAgentInstanceFactory().remember('lastError', String(error));
  res.status(500).send(`${req.method} failed`);
}

app.use(reportFailure);
