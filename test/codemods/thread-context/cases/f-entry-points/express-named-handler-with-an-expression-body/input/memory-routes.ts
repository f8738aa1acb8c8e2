import { Router, type Request, type Response } from 'express';
import { getAgentInstanceFactory } from './agents';

const recall = (req: Request, res: Response) => res.send(getAgentInstanceFactory().recall(String(req.query['key'])));

export const memoryRoutes = Router();
memoryRoutes.get('/memory', recall);
