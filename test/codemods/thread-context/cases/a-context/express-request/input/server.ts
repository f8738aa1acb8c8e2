import express from 'express';
import { getAgentInstanceFactory } from './agents';

const app = express();

app.get('/runs/:id', (req, res) => {
  const first = getAgentInstanceFactory().recall(req.params.id);
  const last = getAgentInstanceFactory().recall('last');
  res.send(first + last);
});
