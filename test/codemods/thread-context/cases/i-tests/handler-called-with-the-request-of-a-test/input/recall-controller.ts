import type { Request, Response } from 'express';
import { getAgentInstanceFactory } from './agents';

const recall = (req: Request, res: Response): void => {
  res.json({ value: getAgentInstanceFactory().recall(String(req.query['name'])) });
};

export default { recall };
