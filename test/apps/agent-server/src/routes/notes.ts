import { Router } from 'express';
import { getAgentInstanceFactory } from '../agents/index.js';
import { requirePlan } from '../auth/require-plan.js';
import { notes as notesOfUser } from '../services/notes.js';
import { search } from '../services/search.js';

export const notes = Router();

notes
  .route('/')
  .get(async (_req, res) => {
    res.json({ of: getAgentInstanceFactory().user.name, notes: await notesOfUser.list() });
  })
  .post(async (req, res) => {
    const { text, texts } = req.body as { text?: string; texts?: string[] };
    res.status(201).json(texts ? await notesOfUser.addAll(texts) : await notesOfUser.add(text ?? ''));
  });

notes.get('/search', requirePlan('pro'), async (req, res) => {
  const hits = await search(String(req.query['q'] ?? ''));
  res.json({ hits, history: getAgentInstanceFactory().recall(1) });
});
