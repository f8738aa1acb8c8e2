import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { RunService } from './run-service';

export const app = express();
const service = new RunService();

app.post('/runs', async (req, res) => {
  const userContext = contextFromRequest(req);
  await service.startAll(userContext, String(req.query['names']).split(','));
  res.send(service.last(userContext));
});
