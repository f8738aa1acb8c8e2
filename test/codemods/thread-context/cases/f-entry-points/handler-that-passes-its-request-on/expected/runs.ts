import { Router, type Request, type Response } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

async function startRun(req: Request, res: Response): Promise<void> {
  const userContext = contextFromRequest(req);
  res.json(await createAgentInstanceFactory(userContext).run(String(req.query['name'])));
}

export const routes = Router();
routes.post('/runs', startRun);
routes.post('/runs/again', async (req, res) => {
  res.setHeader('x-again', 'yes');
  await startRun(req, res);
});
