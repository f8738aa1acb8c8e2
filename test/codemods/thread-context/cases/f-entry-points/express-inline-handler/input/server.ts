import express from 'express';
import { recall, startRun } from './runs';

export const app = express();

app.post('/runs/:name', async (req, res) => {
  const run = await startRun(req.params.name);
  res.json({ run, before: recall('lastRun') });
});
