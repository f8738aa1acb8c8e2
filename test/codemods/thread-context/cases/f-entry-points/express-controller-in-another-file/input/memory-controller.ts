import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { getAgentInstanceFactory } from './agents';

export class MemoryController {
  recall = async (_req: Request, res: Response, next: NextFunction): Promise<void> => {
    try {
      res.json(getAgentInstanceFactory().recallAll());
    } catch (error) {
      next(error);
    }
  };
}

export const remember: RequestHandler = (req, res) => {
  getAgentInstanceFactory().remember('note', String(req.query['note']));
  res.sendStatus(204);
};
