import { getAgentInstanceFactory } from '../agents/index.js';
import { NotFoundError } from '../errors.js';
import { conversationStore, type Message } from '../stores/conversation-store.js';
import { supervisorFor } from '../supervisor/supervisor-factory.js';

/** Puts a message into a thread and answers it there. */
export async function say(thread: string, text: string): Promise<Message[]> {
  const { answer } = await supervisorFor(text).answer(text);
  return conversationStore.append(getAgentInstanceFactory().user.id, thread, { from: 'user', text }, { from: 'agent', text: answer });
}

export async function loadThread(thread: string): Promise<Message[]> {
  const messages = await conversationStore.load(getAgentInstanceFactory().user.id, thread);
  if (!messages) throw new NotFoundError(`Thread ${thread}`);
  return messages;
}

export function loadThreads(threads: string[]): Promise<Message[][]> {
  return Promise.all(threads.map(loadThread));
}

export async function listThreads(): Promise<string[]> {
  return conversationStore.names(getAgentInstanceFactory().user.id);
}
