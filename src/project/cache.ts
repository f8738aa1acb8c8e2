import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACTS_VERSION, type FileFacts } from '../facts/facts.js';
import { type IsApart, loadFacts, type Loaded } from './load.js';

type Entry = { mtimeMs: number; size: number; hash: string; facts?: FileFacts; lines?: number; reason?: string };

/** Where a root's caches are: under `node_modules/.cache` unless told otherwise; nowhere where there is no node_modules. */
export function cacheFolder(root: string, told?: string): string | undefined {
  const modules = join(root, 'node_modules');
  return told ?? (statSync(modules, { throwIfNoEntry: false })?.isDirectory() ? join(modules, '.cache', 'unsingleton') : undefined);
}

/** Facts of an earlier scan. An entry holds while the file's time and size are the same, or else its content. */
export class FactsCache {
  readonly #path: string;
  readonly #used: Map<string, Entry> = new Map();
  #entries: Map<string, Entry> | undefined;
  #changed = false;

  constructor(folder: string) {
    this.#path = join(folder, `facts-${String(FACTS_VERSION)}.json`);
  }

  /** Read when it is first needed: on a large project that takes a while. */
  get #known(): Map<string, Entry> {
    return (this.#entries ??= readEntries(this.#path));
  }

  /** What an earlier scan found in a file that has not been touched since; with facts, if they are wanted in any case. */
  fresh(file: string, withFacts: boolean): Loaded | undefined {
    const entry = this.#known.get(file);
    const stat = entry && statSync(file, { throwIfNoEntry: false });
    if (!entry || !stat || stat.mtimeMs !== entry.mtimeMs || stat.size !== entry.size) return undefined;
    if (withFacts && entry.lines !== undefined) return undefined;
    this.#used.set(file, entry);
    return loadedOf(entry);
  }

  /** Reads a file, taking its facts from the entry when only its time changed. */
  load(file: string, isApart?: IsApart): Loaded {
    const stat = statSync(file, { throwIfNoEntry: false });
    const known = this.#known.get(file);
    const loaded = loadFacts(file, isApart, (hash) => (known?.hash === hash ? known.facts : undefined));
    const base = { mtimeMs: stat?.mtimeMs ?? 0, size: stat?.size ?? 0 };
    this.#used.set(file, { ...base, ...entryOf(loaded) });
    this.#changed = true;
    return loaded;
  }

  /** Writes what this scan used, whole or not at all. A cache that cannot be written is no error. */
  save(): void {
    if (!this.#changed && this.#used.size === this.#known.size) return;
    try {
      mkdirSync(join(this.#path, '..'), { recursive: true });
      const temporary = `${this.#path}.${String(process.pid)}`;
      writeFileSync(temporary, JSON.stringify([...this.#used]));
      renameSync(temporary, this.#path);
    } catch {
      // The next scan is merely slower.
    }
  }
}

function entryOf(loaded: Loaded): Omit<Entry, 'mtimeMs' | 'size'> {
  switch (loaded.kind) {
    case 'facts': return { hash: loaded.hash, facts: loaded.facts };
    case 'apart': return { hash: loaded.hash, lines: loaded.lines };
    case 'skipped': return { hash: '', reason: loaded.reason };
  }
}

function loadedOf(entry: Entry): Loaded | undefined {
  if (entry.lines !== undefined) return { kind: 'apart', lines: entry.lines, hash: entry.hash };
  if (entry.facts) return { kind: 'facts', facts: entry.facts, hash: entry.hash };
  return entry.reason === undefined ? undefined : { kind: 'skipped', reason: entry.reason };
}

function readEntries(path: string): Map<string, Entry> {
  try {
    const entries: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return new Map(Array.isArray(entries) ? (entries as [string, Entry][]) : []);
  } catch {
    return new Map();
  }
}
