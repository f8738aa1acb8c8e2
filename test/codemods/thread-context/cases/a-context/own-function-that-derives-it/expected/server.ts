import express from 'express';
import { createAgentInstanceFactory } from './agents';
import { contextFromRequest } from './context';

const app = express();

app.get('/runs/:id', (req, res) => {
  const userContext = contextFromRequest(req);
  res.send(createAgentInstanceFactory(userContext).recall(req.params.id));
});
