import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class Desk {
  constructor(private readonly userContext: UserExecutionContext, private readonly name: string) {}

  recall(key: string): string {
    return createAgentInstanceFactory(this.userContext).recall(`${this.name}/${key}`);
  }

  recallAll(keys: readonly string[]): string[] {
    const userContext = this.userContext;
    return keys.map(function (this: Desk, key) {
      return createAgentInstanceFactory(userContext).recall(`${this.name}/${key}`);
    }, this);
  }

  shelf(): { readonly prefix: string; read(key: string): string } {
    const userContext = this.userContext;
    return {
      prefix: this.name,
      read(key) {
        return createAgentInstanceFactory(userContext).recall(this.prefix + key);
      },
    };
  }

  recallLater(): Promise<string> {
    const userContext = this.userContext;
    return new Promise(function (resolve) {
      resolve(createAgentInstanceFactory(userContext).recall('later'));
    });
  }
}

export async function handle(userContext: UserExecutionContext): Promise<string> {
  const desk = new Desk(userContext, userContext.userId);
  return [desk.recall('a'), ...desk.recallAll(['b']), desk.shelf().read('c'), await desk.recallLater()].join();
}
