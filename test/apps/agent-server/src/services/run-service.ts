import { randomUUID } from 'node:crypto';
import { getAgentInstanceFactory, type AgentName } from '../agents/index.js';
import { executionEngines, type ExecutionEngineFactory } from '../engine/execution-engine-factory.js';
import { NotFoundError } from '../errors.js';
import { InboxNotifier } from '../notify/inbox-notifier.js';
import { LogNotifier } from '../notify/log-notifier.js';
import type { Notifier } from '../notify/notifier.js';
import { runStore, type Run, type RunStore } from '../stores/run-store.js';

function recordStep(step: string): void {
  getAgentInstanceFactory().remember(step);
}

export class RunService {
  constructor(
    private readonly engines: ExecutionEngineFactory,
    private readonly runs: RunStore,
    private readonly notifiers: readonly Notifier[],
  ) {}

  async start(agentName: AgentName, prompt: string, id: string = randomUUID()): Promise<Run> {
    const engine = this.engines.createEngine(agentName);
    engine.on('step', recordStep);
    const run = this.runs.save({ id, owner: engine.owner, state: 'running', steps: [] });
    try {
      run.answer = await engine.execute(prompt);
      run.state = 'done';
    } catch (error) {
      run.state = 'failed';
      throw error;
    } finally {
      run.steps = getAgentInstanceFactory().recall();
      this.runs.save(run);
    }
    await this.announce(`run ${run.id} is ${run.state}`);
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

  /** The same prompt to several agents at once. */
  compare(agentNames: AgentName[], prompt: string): Promise<Run[]> {
    return Promise.all(agentNames.map((name) => this.start(name, prompt)));
  }

  private async announce(text: string): Promise<void> {
    for (const notifier of this.notifiers) {
      await notifier.notify(text);
    }
  }
}

export const runService = new RunService(executionEngines, runStore, [new InboxNotifier(), new LogNotifier()]);
