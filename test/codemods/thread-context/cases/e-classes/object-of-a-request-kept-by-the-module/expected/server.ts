import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { draft, openSession } from './sessions';

export const app = express();

app.post('/sessions/:name', (req, res) => {
  const userContext = contextFromRequest(req);
  const session = openSession(req.params['name'] ?? '');
  session.note(userContext, 'opened');
  res.send(session.last(userContext) + draft(userContext));
});
