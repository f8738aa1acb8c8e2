import { randomUUID } from 'node:crypto';
import { getAgentInstanceFactory, type AgentName } from '../agents/index.js';
import { executionEngines, type ExecutionEngineFactory } from '../engine/execution-engine-factory.js';
import { NotFoundError } from '../errors.js';
import { runStore, type Run, type RunStore } from '../stores/run-store.js';

export class RunService {
  constructor(
    private readonly engines: ExecutionEngineFactory,
    private readonly runs: RunStore,
  ) {}

  async start(agents: AgentName[], question: string, id: string = randomUUID()): Promise<Run> {
    const run = this.runs.save({ id, owner: getAgentInstanceFactory().user.id, question, state: 'running', agents, steps: [] });
    try {
      const answers = await Promise.all(agents.map((agent) => this.engines.runAlone(agent, question)));
      run.answer = answers.join('\n');
      run.state = 'done';
    } catch (error) {
      run.state = 'failed';
      throw error;
    } finally {
      run.steps = getAgentInstanceFactory().recall();
      this.runs.save(run);
    }
    return run;
  }

  get(id: string): Run {
    const run = this.runs.find(getAgentInstanceFactory().user.id, id);
    if (!run) throw new NotFoundError(`Run ${id}`);
    return run;
  }

  list(): Run[] {
    return this.runs.list(getAgentInstanceFactory().user.id);
  }
}

export const runService = new RunService(executionEngines, runStore);
