import express from 'express';
import { getAgentInstanceFactory } from './agents';
import { bus } from './bus';

export const app = express();

app.post('/runs', (req, res) => {
  const note = (name: string): void => getAgentInstanceFactory().remember('run', name);
  bus.on('run', note);
  res.sendStatus(204);
});

app.get('/runs', (req, res) => {
  const tell = (name: string): void => void res.write(getAgentInstanceFactory().recall(name));
  bus.on('run', tell);
  res.on('close', () => bus.off('run', tell));
});
