import type { UserExecutionContext } from '@unsingleton/runtime';
import { loadTool } from './tool';

export async function runTool(userContext: UserExecutionContext, input: string): Promise<string> {
  const tool = await loadTool();
  return tool.run(userContext, input);
}
