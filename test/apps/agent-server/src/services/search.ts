import { getAgentInstanceFactory as agentFactory } from '../agents/index.js';
import type { Note } from '../stores/note-store.js';
import { notes } from './notes.js';

interface Hit {
  note: Note;
  score: number;
}

export async function search(query: string): Promise<string[]> {
  const words = expand(query);
  const found = (await notes.list()).map((note): Hit => ({ note, score: scoreOf(note, words) })).filter(isHit);
  agentFactory().remember(`searched for ${query}`);
  return found.toSorted(byRelevance).map(render);
}

/** `budget plan` also looks for `budget` and `plan`, and for the user's own name where they write `my`. */
function expand(query: string): string[] {
  const [first, ...rest] = query.trim().split(/\s+/);
  if (!first) return [];
  const word = first === 'my' ? agentFactory().user.name : first;
  return rest.length === 0 ? [word] : [word, ...expand(rest.join(' '))];
}

function scoreOf(note: Note, words: string[]): number {
  return words.filter((word) => note.text.toLowerCase().includes(word.toLowerCase())).length;
}

const isHit = (hit: Hit): boolean => hit.score > 0;

/** Free users see the oldest first. */
function byRelevance(one: Hit, other: Hit): number {
  const newestFirst = agentFactory().user.plan === 'pro';
  return other.score - one.score || (newestFirst ? other.note.id - one.note.id : one.note.id - other.note.id);
}

const render = ({ note }: Hit): string => `${agentFactory().user.name} #${note.id} ${note.text}`;
