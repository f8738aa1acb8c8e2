import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const app = express();

app.get('/runs/:id', (req, res) => {
  const userContext = contextFromRequest(req);
  const first = createAgentInstanceFactory(userContext).recall(req.params.id);
  const last = createAgentInstanceFactory(userContext).recall('last');
  res.send(first + last);
});
