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

type Entry = { readonly facts: FileFacts | undefined; readonly mtimeMs: number; readonly size: number; checked: number };

/** Files above this size are bundles, not sources. */
export const MAX_BYTES = 1_000_000;

/**
 * Facts of files, loaded when first asked for, and the links between them.
 * In a long-lived process (an editor) an entry is checked against the disk again after `recheckMs`.
 */
export class ProjectIndex {
  readonly #entries: Map<string, Entry> = new Map();
  readonly #resolve: Resolve;
  readonly #recheckMs: number;
  /** Rises whenever facts that were already given out change, so that whoever derived something from them can start anew. */
  generation = 0;

  constructor(options: { readonly resolve?: Resolve; readonly recheckMs?: number } = {}) {
    this.#resolve = options.resolve ?? createResolver();
    this.#recheckMs = options.recheckMs ?? Number.POSITIVE_INFINITY;
  }

  /** Facts that the caller already has: an open editor buffer, a cache. They hold until they are set again. */
  set(file: string, facts: FileFacts | undefined): void {
    if (this.#entries.has(file)) this.generation += 1;
    this.#entries.set(file, { facts, mtimeMs: 0, size: 0, checked: Number.POSITIVE_INFINITY });
  }

  /** The file counts as it is on disk again: the editor's text was saved, or thrown away. */
  release(file: string): void {
    if (this.#entries.get(file)?.checked !== Number.POSITIVE_INFINITY) return;
    this.#entries.delete(file);
    this.generation += 1;
  }

  facts(file: string): FileFacts | undefined {
    const known = this.#entries.get(file);
    const now = this.#recheckMs === Number.POSITIVE_INFINITY ? 0 : performance.now();
    if (known && now - known.checked <= this.#recheckMs) return known.facts;
    const stat = statSync(file, { throwIfNoEntry: false });
    const mtimeMs = stat?.mtimeMs ?? 0;
    const size = stat?.size ?? 0;
    if (known && known.mtimeMs === mtimeMs && known.size === size) {
      known.checked = now;
      return known.facts;
    }
    if (known) this.generation += 1;
    const facts = stat?.isFile() && size <= MAX_BYTES ? read(file) : undefined;
    this.#entries.set(file, { facts, mtimeMs, size, checked: now });
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
    const own = facts.exports.find((candidate) => candidate.name === name);
    if (own) return this.#meaningOf(file, own, seen);
    // `import x from './commonjs'` means what the module assigned to module.exports.
    if (name === 'default') return facts.exports.some((candidate) => candidate.name === '*') ? this.#whole(file) : undefined;
    for (const request of facts.stars) {
      const found = this.meaning(file, { request, name }, seen);
      if (found && found.kind !== 'external') return found;
    }
    return undefined;
  }

  #meaningOf(file: string, found: Export, seen: Set<string>): Meaning | undefined {
    if ('from' in found) return this.meaning(file, found.from, seen);
    return { kind: 'value', file, value: found.value };
  }

  /** A module as an object: what CommonJS assigned as a whole, else its namespace. */
  #whole(file: string): Meaning {
    const facts = this.facts(file);
    const whole = facts?.exports.find((candidate) => candidate.name === '*');
    if (!facts || !whole || !('value' in whole)) return { kind: 'module', file };
    const held = whole.value.kind === 'variable' ? facts.variables[whole.value.id]?.definitions[0] : whole.value;
    // `module.exports = { a, b }` is a list of exports; anything else is the module itself.
    return held?.kind === 'object' ? { kind: 'module', file } : { kind: 'value', file, value: whole.value };
  }
}

function read(file: string): FileFacts | undefined {
  try {
    const parsed = parseFacts(file, readFileSync(file, 'utf8'));
    return 'facts' in parsed ? parsed.facts : undefined;
  } catch {
    // Unreadable now; the scan names such files, a rule simply knows nothing about them.
    return undefined;
  }
}
