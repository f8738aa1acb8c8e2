import { Router, type Request, type Response } from 'express';
import { getAgentInstanceFactory } from './agents';

async function startRun(req: Request, res: Response): Promise<void> {
  res.json(await getAgentInstanceFactory().run(String(req.query['name'])));
}

export const routes = Router();
routes.post('/runs', startRun);
routes.post('/runs/again', async (req, res) => {
  res.setHeader('x-again', 'yes');
  await startRun(req, res);
});
