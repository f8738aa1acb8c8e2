import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Desk {
  constructor(private readonly name: string) {}

  recall(key: string): string {
    return getAgentInstanceFactory().recall(`${this.name}/${key}`);
  }

  recallAll(keys: readonly string[]): string[] {
    return keys.map(function (this: Desk, key) {
      return getAgentInstanceFactory().recall(`${this.name}/${key}`);
    }, this);
  }

  shelf(): { readonly prefix: string; read(key: string): string } {
    return {
      prefix: this.name,
      read(key) {
        return getAgentInstanceFactory().recall(this.prefix + key);
      },
    };
  }

  recallLater(): Promise<string> {
    return new Promise(function (resolve) {
      resolve(getAgentInstanceFactory().recall('later'));
    });
  }
}

export async function handle(userContext: UserExecutionContext): Promise<string> {
  const desk = new Desk(userContext.userId);
  return [desk.recall('a'), ...desk.recallAll(['b']), desk.shelf().read('c'), await desk.recallLater()].join();
}
