import type { UserExecutionContext } from '@unsingleton/runtime';

declare module './tool' {
  interface Tool {
    run(userContext: UserExecutionContext, input: number): Promise<string>;
  }
}

export {};
