import { Router } from 'express';
import { getAgentInstanceFactory } from '../agents/index.js';
import { requirePlan } from '../auth/require-plan.js';
import { currentThread, supervisorOf } from '../dependencies.js';
import { respond, textOf } from './respond.js';

export const questions = Router();

questions.post('/', async (req, res) => {
  const question = textOf(req.body);
  const report = await supervisorOf(question).answer(question);
  res.status(201).json({ ...report, for: getAgentInstanceFactory().user.name });
});

questions.post('/batch', requirePlan('team'), async (req, res) => {
  const { texts = [] } = (req.body ?? {}) as { texts?: string[] };
  const reports = await Promise.all(texts.map((text) => supervisorOf(text).answer(text)));
  res.json({ thread: currentThread(), reports, usage: getAgentInstanceFactory().usage() });
});

questions.get('/thread', respond(() => ({ thread: currentThread() })));
