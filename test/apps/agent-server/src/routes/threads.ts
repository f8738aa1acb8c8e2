import { Router } from 'express';
import { listThreads, loadThread, loadThreads, say } from '../services/conversations.js';
import { summarise } from '../services/summaries.js';
import { respond } from './respond.js';

export const threads = Router();

threads.get('/', respond(listThreads));
threads.get('/several', respond((req) => loadThreads(String(req.query['ids']).split(','))));
threads.get('/:id', respond((req) => loadThread(String(req.params['id']))));
threads.post('/:id', respond((req) => say(String(req.params['id']), textOf(req.body)), 201));

threads.get('/:id/summary', async (req, res) => {
  res.json({ summary: await summarise(req.params.id) });
});

threads.get('/:id/transcript', async (req, res) => {
  // Few people ask for it, so it is loaded when they do.
  const { transcript } = await import('../services/transcript.js');
  const format = req.query['format'] === 'text' ? 'text' : 'markdown';
  res.type('text/plain').send(transcript(await loadThread(req.params.id), format));
});

function textOf(body: unknown): string {
  return String((body as { text?: unknown } | undefined)?.text ?? '');
}
