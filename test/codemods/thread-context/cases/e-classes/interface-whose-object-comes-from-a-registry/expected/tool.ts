import type { UserExecutionContext } from '@unsingleton/runtime';

export interface Tool {
  readonly name: string;
  run(userContext: UserExecutionContext, input: string): Promise<string>;
}

const tools = new Map<string, Tool>();

export function registerTool(tool: Tool): void {
  tools.set(tool.name, tool);
}

export function findTool(name: string): Tool | undefined {
  return tools.get(name);
}
