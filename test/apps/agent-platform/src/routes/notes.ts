import { Router } from 'express';
import { getAgentInstanceFactory } from '../agents/index.js';
import { requirePlan } from '../auth/require-plan.js';
import { toolPipeline } from '../engine/tool-pipeline.js';
import { notes as notesOfUser } from '../services/notes.js';
import { respond, textOf } from './respond.js';

export const notes = Router();

notes
  .route('/')
  .get(async (_req, res) => {
    res.json({ of: getAgentInstanceFactory().user.name, notes: await notesOfUser.list() });
  })
  .post(respond((req) => notesOfUser.add(textOf(req.body)), 201));

notes.post('/import', async (req, res) => {
  const { texts = [] } = req.body as { texts?: string[] };
  const added = await notesOfUser.addAll(texts);
  res.status(201).json({ added: added.length, history: getAgentInstanceFactory().recall() });
});

notes.get('/search', requirePlan('team'), async (req, res) => {
  const found = await toolPipeline.use('notes', String(req.query['q'] ?? ''));
  res.json({ of: getAgentInstanceFactory().user.name, found });
});
