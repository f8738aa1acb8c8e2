import { getAgentInstanceFactory } from '../agents/index.js';
import type { Thread } from '../stores/conversation-store.js';

export type TranscriptFormat = 'markdown' | 'text';

type Factory = ReturnType<typeof getAgentInstanceFactory>;

export function transcript(thread: Thread, format: TranscriptFormat): string {
  return [...(format === 'markdown' ? markdownLines : textLines)(thread)].join('\n');
}

function* markdownLines(thread: Thread): Generator<string> {
  yield `# ${thread.id} (${speaker(getAgentInstanceFactory(), 'user')})`;
  for (const message of thread.messages) {
    yield `**${speaker(getAgentInstanceFactory(), message.from)}** ${message.text}`;
  }
}

function* textLines(thread: Thread): Generator<string> {
  for (const message of thread.messages) {
    yield `${speaker(getAgentInstanceFactory(), message.from)}: ${message.text}`;
  }
}

function speaker(factory: Factory, from: 'user' | 'agent'): string {
  return from === 'user' ? factory.user.name : 'agent';
}
