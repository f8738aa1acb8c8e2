import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const app = express();

app.post('/runs/:name', async (req, res) => {
  const userContext = contextFromRequest(req);
  const { params } = req;
  res.json(await createAgentInstanceFactory(userContext).run(params.name));
});

app.get('/runs', (req, res) => {
  const userContext = contextFromRequest(req);
  const { query: { name } } = req;
  return void res.json(createAgentInstanceFactory(userContext).recall(String(name)));
});
