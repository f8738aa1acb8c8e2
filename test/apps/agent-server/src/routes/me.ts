import { Router } from 'express';
import { getAgentInstanceFactory } from '../agents/index.js';
import { firstStep, planWeek } from '../services/planning.js';
import { digest } from '../services/summaries.js';
import { UsageReport } from '../services/usage-report.js';
import { inboxStore } from '../stores/inbox-store.js';
import { respond } from './respond.js';

export const me = Router();

me.get('/', (_req, res) => {
  const { id, name, plan } = getAgentInstanceFactory().user;
  res.json({ id, name, plan });
});

me.get('/usage', respond(() => UsageReport.forCurrentUser().toObject()));
me.get('/inbox', respond(() => inboxStore.take(getAgentInstanceFactory().user.id)));
me.get('/digest', respond(async () => ({ digest: await digest() })));

me.post('/plan', async (req, res) => {
  const { goals = [], depth } = req.body as { goals?: string[]; depth?: number };
  const tasks = await (depth === undefined ? planWeek(goals) : planWeek(goals, depth));
  const history = getAgentInstanceFactory().recall();
  res.json({ tasks, history, first: goals[0] ? await firstStep(goals[0]) : null });
});
