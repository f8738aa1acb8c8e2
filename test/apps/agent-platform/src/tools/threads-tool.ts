import { getAgentInstanceFactory } from '../agents/agent-instance-factory.js';
import { conversationStore } from '../stores/conversation-store.js';
import type { Tool } from './tool.js';

export class ThreadsTool implements Tool {
  readonly description = 'Lists your conversations';

  call(input: string): Promise<string> {
    return conversationStore
      .names(getAgentInstanceFactory().user.id)
      .then((names) => names.filter((name) => name.includes(input)))
      .then((names) => names.join(', '));
  }
}
