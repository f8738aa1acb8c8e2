import { setTimeout as sleep } from 'node:timers/promises';

export interface Note {
  id: number;
  text: string;
}

/** Stands for a table in a database: reading takes a moment. */
export class NoteStore {
  private readonly notes = new Map<string, Note[]>();
  private lastId = 0;

  async list(owner: string): Promise<Note[]> {
    await sleep(2);
    return this.notes.get(owner) ?? [];
  }

  async add(owner: string, text: string): Promise<Note> {
    await sleep(2);
    const note = { id: (this.lastId += 1), text };
    this.notes.set(owner, [...(this.notes.get(owner) ?? []), note]);
    return note;
  }
}

export const noteStore = new NoteStore();
