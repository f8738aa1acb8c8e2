import { Router, type NextFunction, type Request, type Response } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

interface AgentRequest extends Request {
  agent?: string;
}

function loadAgent(req: AgentRequest, _res: Response, next: NextFunction): void {
  const userContext = contextFromRequest(req);
  req.agent = createAgentInstanceFactory(userContext).recall('agent');
  next();
}

export const routes = Router();

routes
  .route('/memory')
  .get(loadAgent, (req: AgentRequest, res) => {
    const userContext = contextFromRequest(req);
    res.json({ agent: req.agent, memory: createAgentInstanceFactory(userContext).recallAll() });
  })
  .delete([loadAgent], (req: AgentRequest, res: Response) => {
    const userContext = contextFromRequest(req);
    createAgentInstanceFactory(userContext).remember('forgotten', String(req.agent));
    res.sendStatus(204);
  });
