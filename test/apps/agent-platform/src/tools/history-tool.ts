import { getAgentInstanceFactory } from '../agents/agent-instance-factory.js';
import type { Tool } from './tool.js';

/** What was done so far in this request. */
export class HistoryTool implements Tool {
  readonly description = 'Remembers what was done';

  async call(input: string): Promise<string> {
    const entries = getAgentInstanceFactory().recall();
    return entries.filter((entry) => entry.includes(input)).join('; ');
  }
}
