import { getAgentInstanceFactory } from './agent-instance-factory.js';
import { BaseAgent } from './agent.js';

export class AnalysisAgent extends BaseAgent {
  readonly name = 'analysis';

  async run(prompt: string, material: string): Promise<string> {
    this.think('weighing the facts');
    const facts = material.split('; ').filter((fact) => fact !== '');
    const summary = await this.ask(`${prompt}: ${facts.length} facts`);
    // What other agents found out in the meantime counts as well.
    const steps = getAgentInstanceFactory().recall().length;
    return `${summary}, ${steps} steps so far for ${getAgentInstanceFactory().user.name}`;
  }
}
