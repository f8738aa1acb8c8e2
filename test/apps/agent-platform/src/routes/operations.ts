import { Router } from 'express';
import { getAgentInstanceFactory, type FactoryMetrics } from '../agents/index.js';
import { executionEngines } from '../engine/execution-engine-factory.js';
import { respond } from './respond.js';

/** For the team that runs the platform, who signs in as anybody else does. */
export const operations = Router();

operations.get('/metrics', respond(allMetrics));

function allMetrics(): FactoryMetrics & { engines: number } {
  return { ...getAgentInstanceFactory().metrics(), engines: executionEngines.count() };
}
