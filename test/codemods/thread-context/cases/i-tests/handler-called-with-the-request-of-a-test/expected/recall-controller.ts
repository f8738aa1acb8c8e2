import type { Request, Response } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const recall = (req: Request, res: Response): void => {
  const userContext = contextFromRequest(req);
  res.json({ value: createAgentInstanceFactory(userContext).recall(String(req.query['name'])) });
};

export default { recall };
