import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';
import { bus } from './bus';

export const app = express();

app.post('/runs', (req, res) => {
  const note = (name: string): void => getAgentInstanceFactory().remember('run', name);
  // @unsingleton-todo ESCAPES_REQUEST: the value outlives the request
  bus.on('run', note);
  res.sendStatus(204);
});

app.get('/runs', (req, res) => {
  const userContext = contextFromRequest(req);
  const tell = (name: string): void => void res.write(createAgentInstanceFactory(userContext).recall(name));
  bus.on('run', tell);
  res.on('close', () => bus.off('run', tell));
});
