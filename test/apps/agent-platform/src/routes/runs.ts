import { Router, type Request, type Response } from 'express';
import { getAgentInstanceFactory, type AgentName } from '../agents/index.js';
import { HttpError } from '../errors.js';
import { runQueue } from '../queue/run-queue.js';
import { runService } from '../services/run-service.js';

export const runs = Router();

runs.post('/', startRun);

runs.post('/background', (req, res) => {
  const { user } = getAgentInstanceFactory();
  const job = runQueue.add({ user, ...readRun(req.body) });
  res.status(202).json({ id: job.id });
});

runs.get('/', (_req, res) => {
  res.json(runService.list());
});

runs.get('/:id', (req, res) => {
  res.json(runService.get(req.params.id));
});

async function startRun(req: Request, res: Response): Promise<void> {
  const { agents, question } = readRun(req.body);
  const run = await runService.start(agents, question);
  res.status(201).json({ ...run, for: getAgentInstanceFactory().user.name });
}

function readRun(body: unknown): { agents: AgentName[]; question: string } {
  const { agents = ['research'], question } = (body ?? {}) as { agents?: string[]; question?: unknown };
  if (typeof question !== 'string' || question === '') throw new HttpError(400, 'A run needs a question');
  return { agents: agents.map(agentName), question };
}

function agentName(name: string): AgentName {
  if (!getAgentInstanceFactory().hasAgent(name)) throw new HttpError(400, `There is no agent called ${name}`);
  return name as AgentName;
}
