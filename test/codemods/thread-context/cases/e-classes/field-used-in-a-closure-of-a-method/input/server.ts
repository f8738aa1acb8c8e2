import express from 'express';
import { RunService } from './run-service';

export const app = express();
const service = new RunService();

app.post('/runs', async (req, res) => {
  await service.startAll(String(req.query['names']).split(','));
  res.send(service.last());
});
