import { getAgentInstanceFactory } from '../agents/index.js';
import { messageOf } from '../errors.js';
import { toolBox } from '../tools/tool-box.js';
import type { Tool, ToolName } from '../tools/tool.js';

/** Uses tools one after the other, and tells the user which. One for all: it keeps nothing of anybody. */
export class ToolPipeline {
  constructor(private readonly tools: Record<ToolName, Tool>) {}

  async use(name: ToolName, input: string): Promise<string> {
    getAgentInstanceFactory().emit('tool_started', name);
    try {
      const output = await this.tools[name].call(input);
      getAgentInstanceFactory().remember(`${name}: ${output}`);
      return output;
    } catch (error) {
      getAgentInstanceFactory().remember(`${name} failed: ${messageOf(error)}`);
      return '';
    } finally {
      getAgentInstanceFactory().emit('tool_finished', name);
    }
  }

  /** What several tools have to say about one question. */
  async gather(names: readonly ToolName[], input: string): Promise<string> {
    const found: string[] = [];
    for (const name of names) found.push(await this.use(name, input));
    return found.filter((text) => text !== '').join('; ');
  }
}

export const toolPipeline = new ToolPipeline(toolBox);
