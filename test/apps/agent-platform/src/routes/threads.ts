import { Router } from 'express';
import { getAgentInstanceFactory } from '../agents/index.js';
import { listThreads, loadThread, loadThreads, say } from '../services/conversations.js';
import { respond, textOf } from './respond.js';

export const threads = Router();

threads.get('/', respond(listThreads));
threads.get('/several', respond((req) => loadThreads(String(req.query['ids']).split(','))));
threads.get('/:id', respond((req) => loadThread(String(req.params['id']))));
threads.post('/:id', respond((req) => say(String(req.params['id']), textOf(req.body)), 201));

threads.get('/:id/transcript', async (req, res) => {
  const messages = await loadThread(req.params.id);
  const { name } = getAgentInstanceFactory().user;
  res.type('text/plain').send(messages.map(({ from, text }) => `${from === 'user' ? name : from}: ${text}`).join('\n'));
});
