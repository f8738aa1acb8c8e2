import express from 'express';
import { draft, openSession } from './sessions';

export const app = express();

app.post('/sessions/:name', (req, res) => {
  const session = openSession(req.params['name'] ?? '');
  session.note('opened');
  res.send(session.last() + draft());
});
