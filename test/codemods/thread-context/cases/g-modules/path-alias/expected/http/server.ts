import express from 'express';
import { createAgentInstanceFactory } from '~/agents';
import { contextFromRequest } from '~/identity/context';

export const app = express();

app.get('/memory', (req, res) => {
  const userContext = contextFromRequest(req);
  res.json(createAgentInstanceFactory(userContext).recall(String(req.query['key'])));
});
