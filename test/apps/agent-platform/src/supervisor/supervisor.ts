import { getAgentInstanceFactory } from '../agents/index.js';
import type { ExecutionEngineFactory } from '../engine/execution-engine-factory.js';
import { messageOf } from '../errors.js';
import type { Workflow } from './workflow.js';

export interface Report {
  owner: string;
  thread: string;
  workflow: string;
  agents: string[];
  answer: string;
}

/** Leads the agents through a workflow. There is one for each workflow, for everybody. */
export class Supervisor {
  constructor(
    private readonly engines: ExecutionEngineFactory,
    private readonly workflow: Workflow,
  ) {}

  async answer(question: string): Promise<Report> {
    const factory = getAgentInstanceFactory();
    return factory.run(async () => {
      factory.emit('run_started', question);
      try {
        const report = await this.lead(question);
        factory.emit('run_finished', report.answer);
        return report;
      } catch (error) {
        factory.emit('run_failed', messageOf(error));
        throw error;
      }
    });
  }

  private async lead(question: string): Promise<Report> {
    const agents: string[] = [];
    let answer = '';
    for (const { agent, tools } of this.workflow.steps(question)) {
      ({ answer } = await this.engines.resumeEngine(agent).execute(question, tools));
      agents.push(agent);
      getAgentInstanceFactory().remember(`${agent} is done`);
    }
    const { user, thread } = getAgentInstanceFactory();
    return { owner: user.id, thread, workflow: this.workflow.name, agents, answer };
  }
}
