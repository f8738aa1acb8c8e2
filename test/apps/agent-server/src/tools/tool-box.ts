import { ClockTool } from './clock-tool.js';
import { NotesTool } from './notes-tool.js';
import { ThreadsTool } from './threads-tool.js';
import type { Tool, ToolName } from './tool.js';

const toolBox: Record<ToolName, Tool> = {
  notes: new NotesTool(),
  threads: new ThreadsTool(),
  clock: new ClockTool(),
};

export function callTool(name: ToolName, input: string): Promise<string> {
  return toolBox[name].call(input);
}
