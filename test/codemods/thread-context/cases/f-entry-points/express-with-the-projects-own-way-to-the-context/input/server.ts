import express from 'express';
import { getAgentInstanceFactory } from './agents';

export const app = express();

app.get('/memory', (req, res) => {
  res.json(getAgentInstanceFactory().recall(String(req.query['key'])));
});
