import type { UserExecutionContext } from '@unsingleton/runtime';

export interface Tool {
  run(userContext: UserExecutionContext, input: string): Promise<string>;
}
