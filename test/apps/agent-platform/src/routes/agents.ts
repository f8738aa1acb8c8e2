import { Router } from 'express';
import { getAgentInstanceFactory } from '../agents/index.js';
import { agentNamed, currentUser } from '../dependencies.js';
import { respond, textOf } from './respond.js';

export const agents = Router();

agents.get('/', respond(() => getAgentInstanceFactory().agentNames()));

agents.post('/:name', async (req, res) => {
  const agent = agentNamed(req.params.name);
  const answer = await agent.run(textOf(req.body, 'prompt'), textOf(req.body, 'material'));
  res.json({ for: currentUser().name, answer, steps: getAgentInstanceFactory().recall() });
});
