import * as agents from '../agents/index.js';
import { log } from '../log.js';
import { callTool } from '../tools/tool-box.js';
import { loadThread } from './conversations.js';

/** A summary never fails: at worst it says that there is none. */
export function summarise(threadId: string): Promise<string> {
  return loadThread(threadId)
    .then((thread) => thread.messages.map(({ text }) => text).join(' '))
    .then(shorten)
    .then(sign)
    .catch((error: unknown) => {
      log.warn('no summary', { error: String(error) });
      return `No summary of ${threadId} for ${agents.getAgentInstanceFactory().user.name}`;
    });
}

export async function digest(): Promise<string> {
  const today = await callTool('clock', '');
  const threads = await agents.getAgentInstanceFactory().answerOnce('digest', () => callTool('threads', ''));
  return `${today} ${sign(threads)}`;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function sign(text: string): string {
  return `${agents.getAgentInstanceFactory().user.name}: ${text}`;
}
