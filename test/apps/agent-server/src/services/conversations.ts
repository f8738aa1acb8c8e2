import { getAgentInstanceFactory } from '../agents/index.js';
import { NotFoundError } from '../errors.js';
import { conversations, type Message, type Thread } from '../stores/conversation-store.js';
import { runService } from './run-service.js';

export async function loadThread(id: string): Promise<Thread> {
  const thread = await conversations.get(getAgentInstanceFactory().user.id, id);
  if (!thread) throw new NotFoundError(`Thread ${id}`);
  return thread;
}

export function loadThreads(ids: string[]): Promise<Thread[]> {
  return Promise.all(ids.map(loadThread));
}

export async function listThreads(): Promise<string[]> {
  const threads = await conversations.list(getAgentInstanceFactory().user.id);
  return threads.map((thread) => describeThread(thread));
}

export function describeThread(thread: Thread, factory = getAgentInstanceFactory()): string {
  return `${thread.id}: ${thread.messages.length} messages of ${factory.user.name}`;
}

/** Appends the user's message, has it answered, appends the answer. */
export async function say(threadId: string, text: string): Promise<Thread> {
  await append(threadId, { from: 'user', text });
  const { answer = 'no answer' } = await runService.start('research', text);
  return append(threadId, { from: 'agent', text: answer });
}

async function append(threadId: string, message: Message): Promise<Thread> {
  const factory = getAgentInstanceFactory();
  factory.remember(`${message.from} wrote in ${threadId}`);
  return conversations.append(factory.user.id, threadId, message);
}
