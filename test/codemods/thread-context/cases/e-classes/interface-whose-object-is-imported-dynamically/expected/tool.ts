import type { UserExecutionContext } from '@unsingleton/runtime';

export interface Tool {
  run(userContext: UserExecutionContext, input: string): Promise<string>;
}

export async function loadTool(): Promise<Tool> {
  const { echoTool } = await import('./echo-tool');
  return echoTool;
}
