import { getAgentInstanceFactory, type AgentName } from '../agents/index.js';
import type { ToolName } from '../tools/tool.js';

export interface Step {
  agent: AgentName;
  tools: ToolName[];
}

/** Which agents work on a question, one after the other. */
export interface Workflow {
  readonly name: string;
  steps(question: string): Step[];
}

export class FullWorkflow implements Workflow {
  readonly name = 'full';

  steps(question: string): Step[] {
    const steps: Step[] = [
      { agent: 'triage', tools: [] },
      { agent: 'research', tools: ['notes', 'threads'] },
      { agent: 'analysis', tools: ['notes', 'history'] },
      { agent: 'writing', tools: ['history'] },
    ];
    // Only who pays for it gets a second reader.
    if (getAgentInstanceFactory().user.plan === 'team' && !/\bquick\b/.test(question)) steps.push({ agent: 'review', tools: [] });
    return steps;
  }
}

export class QuickWorkflow implements Workflow {
  readonly name = 'quick';

  steps(): Step[] {
    return [{ agent: 'research', tools: ['notes'] }];
  }
}
