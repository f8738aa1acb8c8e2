import { Router } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const routes = Router();

routes.param('agent', (req, res, next, agent) => {
  const userContext = contextFromRequest(req);
  res.locals['agent'] = createAgentInstanceFactory(userContext).recall(String(agent));
  next();
});
