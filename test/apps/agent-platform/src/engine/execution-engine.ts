import { getAgentInstanceFactory, type Agent } from '../agents/index.js';
import type { ToolName } from '../tools/tool.js';
import type { ToolPipeline } from './tool-pipeline.js';

export interface EngineResult {
  agent: string;
  owner: string;
  answer: string;
}

/** Runs one agent once. Lives as long as the run. */
export class ExecutionEngine {
  private readonly factory = getAgentInstanceFactory();

  constructor(
    private readonly agent: Agent,
    private readonly pipeline: ToolPipeline,
  ) {}

  get owner(): string {
    return this.factory.user.id;
  }

  async execute(prompt: string, tools: readonly ToolName[] = ['notes']): Promise<EngineResult> {
    const { name } = this.agent;
    this.factory.emit('agent_started', name);
    const material = await this.pipeline.gather(tools, prompt);
    const answer = await this.agent.run(prompt, material);
    this.factory.emit('agent_finished', name);
    return { agent: name, owner: this.owner, answer };
  }
}
