import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const app = express();

app.get('/memory', (req, res) => {
  const userContext = contextFromRequest(req);
  res.json({ key: req.query['key'], values: createAgentInstanceFactory(userContext).recallAll() });
});

app.post('/runs/:name', async (req, res) => {
  const userContext = contextFromRequest(req);
  const agents = createAgentInstanceFactory(userContext);
  const run = await agents.run(req.params.name);
  agents.remember('reported', run);
  res.json({ run });
});

export { app };
