import { getAgentInstanceFactory } from '../agents/index.js';
import { noteStore, type Note } from '../stores/note-store.js';

export const notes = {
  async add(text: string): Promise<Note> {
    const note = await noteStore.add(getAgentInstanceFactory().user.id, text);
    getAgentInstanceFactory().remember(`noted ${note.id}`);
    return note;
  },

  addAll(texts: string[]): Promise<Note[]> {
    return Promise.all(texts.map((text) => this.add(text)));
  },

  list(): Promise<Note[]> {
    return noteStore.list(getAgentInstanceFactory().user.id);
  },
};
