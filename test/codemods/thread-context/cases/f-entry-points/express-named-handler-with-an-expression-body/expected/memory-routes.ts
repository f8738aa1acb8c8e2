import { Router, type Request, type Response } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const recall = (req: Request, res: Response) => {
  const userContext = contextFromRequest(req);
  return res.send(createAgentInstanceFactory(userContext).recall(String(req.query['key'])));
};

export const memoryRoutes = Router();
memoryRoutes.get('/memory', recall);
