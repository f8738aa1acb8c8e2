import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FACTS_VERSION, type FileFacts } from '../facts/facts.js';
import { type IsApart, loadFacts, type Loaded } from './load.js';
import { openSlices, type Slice, type Slices, writeSlices } from './slices.js';

/** When a file was looked at, and what was found: facts, that they are not needed, or why there are none. */
type Entry = { readonly mtimeMs: number; readonly size: number; readonly hash: string; readonly facts?: Slice; readonly lines?: number; readonly reason?: string };

type Used = Omit<Entry, 'facts'> & { readonly facts?: FileFacts | Slice };

/** Where a root's caches are: under `node_modules/.cache` unless told otherwise; nowhere where there is no node_modules. */
export function cacheFolder(root: string, told?: string): string | undefined {
  const modules = join(root, 'node_modules');
  return told ?? (statSync(modules, { throwIfNoEntry: false })?.isDirectory() ? join(modules, '.cache', 'unsingleton') : undefined);
}

/** Facts of an earlier scan. An entry holds while the file's time and size are the same, or else its content. */
export class FactsCache {
  readonly #path: string;
  readonly #isForAll: boolean;
  readonly #used: Map<string, Used> = new Map();
  #slices: Slices<[string, Entry][]> | undefined;
  #entries: ReadonlyMap<string, Entry> | undefined;
  #changed = false;

  /** @param isForAll most files will be asked about, not a few */
  constructor(folder: string, isForAll = false) {
    this.#isForAll = isForAll;
    this.#path = join(folder, `facts-${String(FACTS_VERSION)}.cache`);
  }

  /** Opened when it is first needed; the facts of a file are read when somebody asks for them. */
  get #known(): ReadonlyMap<string, Entry> {
    if (this.#entries) return this.#entries;
    this.#slices = openSlices(this.#path, this.#isForAll);
    return (this.#entries = new Map(this.#slices?.index));
  }

  /** What an earlier scan found in a file that has not been touched since; with facts, if they are wanted in any case. */
  fresh(file: string, withFacts: boolean): Loaded | undefined {
    const entry = this.#known.get(file);
    const stat = entry && statSync(file, { throwIfNoEntry: false });
    if (!entry || !stat || stat.mtimeMs !== entry.mtimeMs || stat.size !== entry.size) return undefined;
    if (withFacts && entry.lines !== undefined) return undefined;
    const loaded = this.#loadedOf(entry);
    if (loaded) this.#used.set(file, entry);
    return loaded;
  }

  /** What a file said whose text had a hash, if that was the last one that was seen. */
  factsAt(file: string, hash: string): FileFacts | undefined {
    const known = this.#known.get(file);
    return known?.hash === hash ? this.#factsOf(known) : undefined;
  }

  /** What is on disk does not count this time, and may the next. */
  keep(file: string): void {
    const entry = this.#known.get(file);
    if (entry) this.#used.set(file, entry);
  }

  /** Reads a file, taking its facts from the entry when only its time changed. */
  load(file: string, isApart?: IsApart): Loaded {
    const stat = statSync(file, { throwIfNoEntry: false });
    const loaded = loadFacts(file, isApart, (hash) => this.factsAt(file, hash));
    this.#used.set(file, { mtimeMs: stat?.mtimeMs ?? 0, size: stat?.size ?? 0, ...usedOf(loaded) });
    this.#changed = true;
    return loaded;
  }

  /** Writes what this scan used, whole or not at all. A cache that cannot be written is no error. */
  save(): void {
    try {
      if (this.#changed || this.#used.size !== this.#known.size) this.#write();
    } catch {
      // The next scan is merely slower.
    } finally {
      this.close();
    }
  }

  /** For whoever only looked something up. */
  close(): void {
    this.#slices?.close();
    this.#slices = undefined;
  }

  /** What is kept stays where it was, until more of the file is waste than not: to copy it part by part takes long. */
  #write(): void {
    const old = this.#slices?.body();
    const kept = [...this.#used.values()].reduce((sum, { facts }) => sum + (facts && !('variables' in facts) ? facts[1] : 0), 0);
    const base = old && kept * 2 > old.length ? old : undefined;
    const added: Buffer[] = [];
    let at = base?.length ?? 0;
    const index = [...this.#used].map(([file, { facts, ...entry }]): [string, Entry] => {
      if (!facts) return [file, entry];
      const isKept = !('variables' in facts);
      if (isKept && base) return [file, { ...entry, facts }];
      const body = isKept ? this.#slices?.read(facts) : Buffer.from(JSON.stringify(facts));
      if (!body) return [file, entry];
      added.push(body);
      const slice: Slice = [at, body.length];
      at += body.length;
      return [file, { ...entry, facts: slice }];
    });
    mkdirSync(dirname(this.#path), { recursive: true });
    writeSlices(this.#path, index, [...(base ? [base] : []), Buffer.concat(added)]);
  }

  #factsOf({ facts }: Entry): FileFacts | undefined {
    try {
      const text = facts && this.#slices?.read(facts).toString('utf8');
      return text === undefined ? undefined : JSON.parse(text) as FileFacts;
    } catch {
      // Damaged: what it says is read from the source again.
      return undefined;
    }
  }

  #loadedOf(entry: Entry): Loaded | undefined {
    if (entry.lines !== undefined) return { kind: 'apart', lines: entry.lines, hash: entry.hash };
    const facts = this.#factsOf(entry);
    if (facts) return { kind: 'facts', facts, hash: entry.hash };
    return entry.reason === undefined ? undefined : { kind: 'skipped', reason: entry.reason };
  }
}

function usedOf(loaded: Loaded): Pick<Used, 'hash' | 'facts' | 'lines' | 'reason'> {
  switch (loaded.kind) {
    case 'facts': return { hash: loaded.hash, facts: loaded.facts };
    case 'apart': return { hash: loaded.hash, lines: loaded.lines };
    case 'skipped': return { hash: '', reason: loaded.reason };
  }
}
