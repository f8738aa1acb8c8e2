import type { UserExecutionContext } from '@unsingleton/runtime';
import { container } from './container';

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return container.cradle.runService.start(userContext, name);
}
