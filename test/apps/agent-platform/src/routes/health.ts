import { Router } from 'express';
import { executionEngines } from '../engine/execution-engine-factory.js';

export const health = Router();

health.get('/', (_req, res) => {
  res.json({ ok: true, engines: executionEngines.count() });
});
