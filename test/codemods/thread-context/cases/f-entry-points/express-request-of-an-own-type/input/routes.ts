import { Router, type NextFunction, type Request, type Response } from 'express';
import { getAgentInstanceFactory } from './agents';

interface AgentRequest extends Request {
  agent?: string;
}

function loadAgent(req: AgentRequest, _res: Response, next: NextFunction): void {
  req.agent = getAgentInstanceFactory().recall('agent');
  next();
}

export const routes = Router();

routes
  .route('/memory')
  .get(loadAgent, (req: AgentRequest, res) => {
    res.json({ agent: req.agent, memory: getAgentInstanceFactory().recallAll() });
  })
  .delete([loadAgent], (req: AgentRequest, res: Response) => {
    getAgentInstanceFactory().remember('forgotten', String(req.agent));
    res.sendStatus(204);
  });
