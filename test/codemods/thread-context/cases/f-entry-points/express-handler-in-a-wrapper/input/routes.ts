import { Router } from 'express';
import { getAgentInstanceFactory } from './agents';
import { asyncHandler } from './async-handler';

export const routes = Router();

routes.post(
  '/runs',
  asyncHandler(async (req, res) => {
    const names = String(req.query['names']).split(',');
    const runs = await Promise.all(names.map((name) => getAgentInstanceFactory().run(name)));
    res.json(runs);
  }),
);
