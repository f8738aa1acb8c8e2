import { getAgentInstanceFactory } from '../agents/index.js';
import { executionEngines } from '../engine/execution-engine-factory.js';
import { Supervisor } from './supervisor.js';
import { FullWorkflow, QuickWorkflow } from './workflow.js';

const full = new Supervisor(executionEngines, new FullWorkflow());
const quick = new Supervisor(executionEngines, new QuickWorkflow());

/** Short questions, and those of the free plan, do not need the whole team. */
export function supervisorFor(question: string): Supervisor {
  const { plan } = getAgentInstanceFactory().user;
  return plan === 'free' || question.length < 12 ? quick : full;
}
