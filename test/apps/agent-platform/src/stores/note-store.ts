export interface Note {
  id: string;
  text: string;
}

/** Everybody's notes, each under the id of whose they are. */
export class NoteStore {
  private readonly notes = new Map<string, Note[]>();

  async add(owner: string, text: string): Promise<Note> {
    const notes = this.notes.get(owner) ?? [];
    const note = { id: `note-${notes.length + 1}`, text };
    this.notes.set(owner, [...notes, note]);
    return note;
  }

  async list(owner: string): Promise<Note[]> {
    return this.notes.get(owner) ?? [];
  }
}

export const noteStore = new NoteStore();
