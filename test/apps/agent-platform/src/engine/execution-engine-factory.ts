import { getAgentInstanceFactory, type AgentName } from '../agents/index.js';
import { ExecutionEngine } from './execution-engine.js';
import { toolPipeline, type ToolPipeline } from './tool-pipeline.js';

export class ExecutionEngineFactory {
  private made = 0;

  constructor(private readonly pipeline: ToolPipeline) {}

  createEngine(agentName: AgentName): ExecutionEngine {
    this.made += 1;
    return new ExecutionEngine(getAgentInstanceFactory().createAgent(agentName), this.pipeline);
  }

  /** An engine whose agent remembers what it did before in this request. */
  resumeEngine(agentName: AgentName): ExecutionEngine {
    this.made += 1;
    return new ExecutionEngine(getAgentInstanceFactory().agentFor(agentName), this.pipeline);
  }

  /** Runs one engine as a run of its own: it counts, and it waits its turn. */
  runAlone(agentName: AgentName, prompt: string): Promise<string> {
    return getAgentInstanceFactory().run(async () => {
      const { answer } = await this.createEngine(agentName).execute(prompt);
      return answer;
    });
  }

  /** How many engines this process has made, for the health page. */
  count(): number {
    return this.made;
  }
}

export const executionEngines = new ExecutionEngineFactory(toolPipeline);
