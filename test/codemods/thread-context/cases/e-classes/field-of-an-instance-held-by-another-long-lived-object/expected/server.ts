import type { UserExecutionContext } from '@unsingleton/runtime';
import { Memory } from './memory';

class Server {
  private readonly memory = new Memory();

  answer(userContext: UserExecutionContext, key: string): string {
    return `${userContext.userId}: ${this.memory.recall(userContext, key)}`;
  }
}

export const server = new Server();
