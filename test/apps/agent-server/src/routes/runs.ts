import { Router, type Request, type Response } from 'express';
import { agentRegistry, getAgentInstanceFactory, type AgentName } from '../agents/index.js';
import { HttpError } from '../errors.js';
import { runQueue } from '../queue/queue.js';
import { runService } from '../services/run-service.js';

export const runs = Router();

runs.post('/', async (req, res) => {
  const { agent, prompt } = readRun(req.body);
  const run = await runService.start(agent, prompt);
  res.status(201).json({ ...run, for: getAgentInstanceFactory().user.name });
});

runs.post('/compare', compareAgents);

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

async function compareAgents(req: Request, res: Response): Promise<void> {
  const { prompt } = readRun(req.body);
  const compared = await runService.compare(['research', 'writing'], prompt);
  res.json({ for: getAgentInstanceFactory().user.name, answers: compared.map(({ answer }) => answer) });
}

function readRun(body: unknown): { agent: AgentName; prompt: string } {
  const { agent = 'research', prompt } = (body ?? {}) as { agent?: string; prompt?: unknown };
  if (typeof prompt !== 'string' || prompt === '') throw new HttpError(400, 'A run needs a prompt');
  if (!agentRegistry.has(agent)) throw new HttpError(400, `There is no agent called ${agent}`);
  return { agent, prompt };
}
