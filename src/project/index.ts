import { readFileSync, statSync } from 'node:fs';
import type { Export, FileFacts, ImportedName, Value } from '../facts/facts.js';
import { parseFacts } from './parse.js';
import { createResolver, type Resolve } from './resolve.js';

/** What an imported name turns out to be. */
export type Meaning =
  | { readonly kind: 'value'; readonly file: string; readonly value: Value }
  | { readonly kind: 'module'; readonly file: string }
  /** Somebody else's: a package or a built-in, with the exported name (`default`, `*`). */
  | { readonly kind: 'external'; readonly request: string; readonly name: string };

type Entry = {
  readonly facts: FileFacts | undefined;
  /** Time and size of the file; none of a text that is not on disk. */
  readonly stamp: string | undefined;
  /** Watched, but not read so far. */
  readonly isRead: boolean;
};

/** Files above this size are bundles, not sources. */
export const MAX_BYTES = 1_000_000;

/** How long what is on disk counts as unchanged, in milliseconds; longer where looking takes long, so that it takes no more than a two-hundredth of the time. */
const RECHECK_MS = 1_000;
const RECHECK_SHARE = 200;

/** Facts of files, loaded when first asked for, and the links between them. */
export class ProjectIndex {
  readonly #entries: Map<string, Entry> = new Map();
  readonly #resolve: Resolve;
  #read: (file: string) => FileFacts | undefined;
  #checksAgainAt = 0;
  #unsaved = 0;
  /** Every name that some module was asked for. */
  readonly asked: Set<string> = new Set(['*', 'default']);
  /** Rises whenever facts that were already given out change, so that whoever derived something from them can start anew. */
  generation = 0;

  /** @param options.read where facts come from that are asked for, if not from the sources on disk */
  constructor(options: { readonly resolve?: Resolve; readonly read?: (file: string) => FileFacts | undefined } = {}) {
    this.#resolve = options.resolve ?? createResolver();
    this.#read = options.read ?? factsOnDisk;
  }

  /** Facts that the caller already has: an open editor buffer, a cache. They hold until they are set again. */
  set(file: string, facts: FileFacts | undefined): void {
    const known = this.#entries.get(file);
    if (known?.isRead) this.generation += 1;
    if (!known || known.stamp !== undefined) this.#unsaved += 1;
    this.#entries.set(file, { facts, stamp: undefined, isRead: true });
  }

  /** Facts of what is on disk, which the caller has from elsewhere: a cache, somebody else's syntax tree. */
  adopt(file: string, facts: FileFacts): void {
    const known = this.#entries.get(file);
    if (known?.isRead && known.facts) return;
    // Somebody else's parser may read what ours could not.
    if (known?.isRead) this.generation += 1;
    this.#entries.set(file, { facts, stamp: stampOf(file), isRead: true });
  }

  /** Something was derived from these files, though their facts may not be here. */
  watch(files: readonly string[]): void {
    for (const file of files) if (!this.#entries.has(file)) this.#entries.set(file, { facts: undefined, stamp: stampOf(file), isRead: false });
  }

  has(file: string): boolean {
    return this.#entries.get(file)?.isRead ?? false;
  }

  /** Whether some file counts as something else than what is on disk. */
  get hasUnsaved(): boolean {
    return this.#unsaved > 0;
  }

  /** The file counts as it is on disk: the editor's text was saved, or thrown away. */
  release(file: string): void {
    const known = this.#entries.get(file);
    if (!known || known.stamp !== undefined && known.stamp === stampOf(file)) return;
    if (known.stamp === undefined) this.#unsaved -= 1;
    this.#entries.delete(file);
    this.generation += 1;
  }

  /** Forgets what has changed on disk, or gone, since it was read. Looks once in a while only. */
  refresh(now: number = performance.now()): void {
    if (now < this.#checksAgainAt) return;
    const started = performance.now();
    for (const [file, { stamp }] of this.#entries) if (stamp !== undefined) this.release(file);
    this.#checksAgainAt = now + Math.max(RECHECK_MS, RECHECK_SHARE * (performance.now() - started));
  }

  /** Facts of what is on disk that somebody has at hand, and need not be worked out from the sources. */
  readThrough(cached: (file: string) => FileFacts | undefined): void {
    const read = this.#read;
    this.#read = (file) => cached(file) ?? read(file);
  }

  facts(file: string): FileFacts | undefined {
    const known = this.#entries.get(file);
    if (known?.isRead) return known.facts;
    const stamp = stampOf(file);
    const facts = this.#read(file);
    this.#entries.set(file, { facts, stamp, isRead: true });
    return facts;
  }

  resolve(fromFile: string, request: string): string | undefined {
    return this.#resolve(fromFile, request);
  }

  /** Follows an import through barrels, renames and CommonJS to what it means. */
  meaning(fromFile: string, imported: ImportedName, seen: Set<string> = new Set()): Meaning | undefined {
    const file = this.#resolve(fromFile, imported.request);
    if (file === undefined) return { kind: 'external', request: imported.request, name: imported.name };
    return imported.name === '*' ? this.#whole(file) : this.exported(file, imported.name, seen);
  }

  /** What a module exports under a name. */
  exported(file: string, name: string, seen: Set<string> = new Set()): Meaning | undefined {
    const key = `${file}\0${name}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    const facts = this.facts(file);
    if (!facts) return undefined;
    const own = this.ownExport(facts, name);
    if (own) return this.#meaningOf(file, own, seen);
    // `import x from './commonjs'` means what the module assigned to module.exports.
    if (name === 'default') return facts.exports.some((candidate) => candidate.name === '*') ? this.#whole(file) : undefined;
    for (const request of facts.stars) {
      const found = this.meaning(file, { request, name }, seen);
      if (found && found.kind !== 'external') return found;
    }
    return undefined;
  }

  /** What a module itself exports under a name. */
  ownExport({ exports }: FileFacts, name: string): Export | undefined {
    this.asked.add(name);
    return exports.find((candidate) => candidate.name === name);
  }

  /** Files that were read from disk because others lead to them. */
  get followed(): readonly string[] {
    return [...this.#entries].flatMap(([file, { stamp, isRead }]) => (isRead && stamp !== undefined ? [file] : []));
  }

  #meaningOf(file: string, found: Export, seen: Set<string>): Meaning | undefined {
    if ('from' in found) return this.meaning(file, found.from, seen);
    return { kind: 'value', file, value: found.value };
  }

  /** A module as an object: what CommonJS assigned as a whole, else its namespace. */
  #whole(file: string): Meaning | undefined {
    const facts = this.facts(file);
    if (!facts) return undefined;
    const whole = facts.exports.find((candidate) => candidate.name === '*');
    if (!whole || !('value' in whole)) return { kind: 'module', file };
    const held = whole.value.kind === 'variable' ? facts.variables[whole.value.id]?.definitions[0] : whole.value;
    // `module.exports = { a, b }` is a list of exports; anything else is the module itself.
    return held?.kind === 'object' ? { kind: 'module', file } : { kind: 'value', file, value: whole.value };
  }
}

/** When and how large a file is; one that is not there is a state too, for it may come. */
function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${String(stat.mtimeMs)} ${String(stat.size)}` : 'gone';
}

export function factsOnDisk(file: string): FileFacts | undefined {
  try {
    if (statSync(file).size > MAX_BYTES) return undefined;
    const parsed = parseFacts(file, readFileSync(file, 'utf8'));
    return 'facts' in parsed ? parsed.facts : undefined;
  } catch {
    // Unreadable now; the scan names such files, a rule simply knows nothing about them.
    return undefined;
  }
}
