import type { UserExecutionContext } from '@unsingleton/runtime';
import { findTool } from './tool';

export async function runTool(userContext: UserExecutionContext, name: string, input: string): Promise<string> {
  return (await findTool(name)?.run(input)) ?? 'no such tool';
}
