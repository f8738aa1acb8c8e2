import express from 'express';
import { getAgentInstanceFactory } from './agents';

const app = express();
const agents = getAgentInstanceFactory();

app.get('/memory', (req, res) => {
  res.json({ key: req.query['key'], values: agents.recallAll() });
});

app.post('/runs/:name', async (req, res) => {
  const run = await agents.run(req.params.name);
  agents.remember('reported', run);
  res.json({ run });
});

export { app };
