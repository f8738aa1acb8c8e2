import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class MemoryController {
  recall = async (_req: Request, res: Response, next: NextFunction): Promise<void> => {
    const userContext = contextFromRequest(_req);
    try {
      res.json(createAgentInstanceFactory(userContext).recallAll());
    } catch (error) {
      next(error);
    }
  };
}

export const remember: RequestHandler = (req, res) => {
  const userContext = contextFromRequest(req);
  createAgentInstanceFactory(userContext).remember('note', String(req.query['note']));
  res.sendStatus(204);
};
