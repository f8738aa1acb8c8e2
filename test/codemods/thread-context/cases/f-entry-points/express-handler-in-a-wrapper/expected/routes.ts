import { Router } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';
import { asyncHandler } from './async-handler';

export const routes = Router();

routes.post(
  '/runs',
  asyncHandler(async (req, res) => {
    const userContext = contextFromRequest(req);
    const names = String(req.query['names']).split(',');
    const runs = await Promise.all(names.map((name) => createAgentInstanceFactory(userContext).run(name)));
    res.json(runs);
  }),
);
