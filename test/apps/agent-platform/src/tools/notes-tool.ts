import { getAgentInstanceFactory } from '../agents/agent-instance-factory.js';
import { noteStore } from '../stores/note-store.js';
import type { Tool } from './tool.js';

/** Finds the user's notes that share a word with the question; without one, all of them. */
export class NotesTool implements Tool {
  readonly description = 'Searches your notes';

  async call(input: string): Promise<string> {
    const words = input.toLowerCase().split(/\W+/).filter((word) => word.length > 3);
    const notes = await noteStore.list(getAgentInstanceFactory().user.id);
    const matching = notes.filter(({ text }) => words.some((word) => text.toLowerCase().includes(word)));
    return (matching.length > 0 ? matching : notes).map(({ text }) => text).join('; ');
  }
}
