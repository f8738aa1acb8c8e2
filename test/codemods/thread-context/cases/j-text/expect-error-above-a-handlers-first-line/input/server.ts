import express from 'express';
import { getAgentInstanceFactory } from './agents';

export const app = express();

app.get('/memory', (req, res) => {
  // @ts-expect-error The key is not checked.
  const key: string = req.query['key'];
  // prettier-ignore
  res.json( getAgentInstanceFactory().recall( key ) );
});

app.get('/runs', (req, res) => {
  // eslint-disable-next-line no-console
  const label = req.path;
  res.json({ label, last: getAgentInstanceFactory().recall('lastRun') });
});
