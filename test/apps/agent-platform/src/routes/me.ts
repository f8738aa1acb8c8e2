import { Router } from 'express';
import { getAgentInstanceFactory } from '../agents/index.js';
import { currentUser } from '../dependencies.js';
import { digest } from '../services/digest.js';
import { usageReport } from '../services/usage-report.js';
import { respond } from './respond.js';

export const me = Router();

me.get('/', (_req, res) => {
  const { id, name, plan } = currentUser();
  res.json({ id, name, plan, thread: getAgentInstanceFactory().thread });
});

me.get('/usage', respond(usageReport));
me.get('/digest', respond(async (req) => ({ digest: await digest(req.query['day'] ? String(req.query['day']) : undefined) })));
