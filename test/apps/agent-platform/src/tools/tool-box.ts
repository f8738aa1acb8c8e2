import { ClockTool } from './clock-tool.js';
import { HistoryTool } from './history-tool.js';
import { NotesTool } from './notes-tool.js';
import { ThreadsTool } from './threads-tool.js';
import type { Tool, ToolName } from './tool.js';

export const toolBox: Record<ToolName, Tool> = {
  notes: new NotesTool(),
  threads: new ThreadsTool(),
  history: new HistoryTool(),
  clock: new ClockTool(),
};
