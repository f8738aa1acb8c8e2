import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const app = express();

app.get('/memory', (req, res) => {
  const userContext = contextFromRequest(req);
  // @ts-expect-error The key is not checked.
  const key: string = req.query['key'];
  // prettier-ignore
  res.json( createAgentInstanceFactory(userContext).recall( key ) );
});

app.get('/runs', (req, res) => {
  const userContext = contextFromRequest(req);
  // eslint-disable-next-line no-console
  const label = req.path;
  res.json({ label, last: createAgentInstanceFactory(userContext).recall('lastRun') });
});
