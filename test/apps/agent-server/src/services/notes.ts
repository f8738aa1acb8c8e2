import { getAgentInstanceFactory } from '../agents/index.js';
import { noteStore, type Note } from '../stores/note-store.js';

export const notes = {
  async list(): Promise<Note[]> {
    return noteStore.list(getAgentInstanceFactory().user.id);
  },

  async add(text: string): Promise<Note> {
    const factory = getAgentInstanceFactory();
    const note = await noteStore.add(factory.user.id, text);
    factory.remember(`noted ${note.id}`);
    return note;
  },

  addAll: (texts: string[]): Promise<Note[]> =>
    Promise.all(texts.map((text) => noteStore.add(getAgentInstanceFactory().user.id, text))),
};
