import express, { type Request } from 'express';
import { getAgentInstanceFactory } from './agents';

export const app = express();

function memoryOf(req: Request): string {
  return getAgentInstanceFactory().recall(String(req.query['key']));
}

app.get('/memory', (req, res) => {
  res.send(memoryOf(req));
});
