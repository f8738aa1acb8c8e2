import express from 'express';
import { getAgentInstanceFactory } from './agents';

export const app = express();

app.post('/runs/:name', async ({ params }, res) => {
  res.json(await getAgentInstanceFactory().run(params.name));
});

app.get('/runs', ({ query: { name } }, res) => void res.json(getAgentInstanceFactory().recall(String(name))));
