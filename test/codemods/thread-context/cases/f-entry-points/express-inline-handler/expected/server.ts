import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { recall, startRun } from './runs';

export const app = express();

app.post('/runs/:name', async (req, res) => {
  const userContext = contextFromRequest(req);
  const run = await startRun(userContext, req.params.name);
  res.json({ run, before: recall(userContext, 'lastRun') });
});
