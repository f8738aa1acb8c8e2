import express, { type Request } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const app = express();

function memoryOf(req: Request): string {
  const userContext = contextFromRequest(req);
  return createAgentInstanceFactory(userContext).recall(String(req.query['key']));
}

app.get('/memory', (req, res) => {
  res.send(memoryOf(req));
});
