import { Router } from 'express';
import { agentRegistry } from '../agents/index.js';
import { executionEngines } from '../engine/execution-engine-factory.js';

export const health = Router();

health.get('/', (_req, res) => {
  res.json({ ok: true, agents: agentRegistry.names(), engines: executionEngines.count() });
});
