import { Router } from 'express';
import { getAgentInstanceFactory } from './agents';

export const routes = Router();

routes.param('agent', (req, res, next, agent) => {
  res.locals['agent'] = getAgentInstanceFactory().recall(String(agent));
  next();
});
