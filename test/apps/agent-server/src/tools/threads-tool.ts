import { getAgentInstanceFactory } from '../agents/agent-instance-factory.js';
import { conversations } from '../stores/conversation-store.js';
import type { Tool } from './tool.js';

export class ThreadsTool implements Tool {
  readonly description = 'Lists your conversations';

  call(input: string): Promise<string> {
    return conversations
      .list(getAgentInstanceFactory().user.id)
      .then((threads) => threads.map(({ id }) => id).filter((id) => id.includes(input)))
      .then((ids) => ids.join(', '));
  }
}
