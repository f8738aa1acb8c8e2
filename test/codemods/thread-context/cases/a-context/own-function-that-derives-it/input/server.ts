import express from 'express';
import { getAgentInstanceFactory } from './agents';

const app = express();

app.get('/runs/:id', (req, res) => {
  res.send(getAgentInstanceFactory().recall(req.params.id));
});
