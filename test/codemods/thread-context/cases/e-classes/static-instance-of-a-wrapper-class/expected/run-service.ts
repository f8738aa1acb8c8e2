import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class RunService {
  private static instance: RunService | undefined;

  static getInstance(): RunService {
    RunService.instance ??= new RunService();
    return RunService.instance;
  }

  start(userContext: UserExecutionContext, name: string): Promise<string> {
    return createAgentInstanceFactory(userContext).run(name);
  }
}
