import { statSync } from 'node:fs';
import type { Program as SyntaxTree } from 'oxc-parser';
import { extractFacts } from '../facts/extract.js';
import { MODULE_FUNCTION, type Call, type FileFacts } from '../facts/facts.js';
import { type Configuration, resolveConfiguration } from '../project/configuration.js';
import { ProjectIndex } from '../project/index.js';
import { type Accessor, Accessors, configuredAccessor, spelledName } from './accessors.js';
import { References } from './references.js';

/** A call (or static property read) by which a file obtains a shared object. Offsets are those of the source text. */
export type AccessorUse = {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** The per-request factory that the configuration names as its replacement. */
  readonly factory: string | undefined;
  /** The accessor's definition, when it could be followed. */
  readonly accessor: Accessor | undefined;
};

/** What the analysis can say about one file that is open in an editor. Everything is computed when first asked for. */
export class OpenFile {
  readonly file: string;
  readonly facts: FileFacts;
  readonly configuration: Configuration;
  readonly references: References;
  readonly accessors: Accessors;

  constructor(file: string, facts: FileFacts, configuration: Configuration, index: ProjectIndex) {
    this.file = file;
    this.facts = facts;
    this.configuration = configuration;
    this.references = new References(index);
    this.accessors = new Accessors(this.references);
  }

  /** Every place where this file obtains a singleton through an accessor, in the order of the text. */
  accessorUses(): readonly AccessorUse[] {
    const uses: AccessorUse[] = [];
    for (const call of this.facts.calls) {
      if (call.new) continue;
      const configured = configuredAccessor(this.facts, call.callee, this.configuration);
      const accessor = this.accessors.ofCallee(this.file, call.callee);
      if (configured || (accessor && !this.#isOwnWork(call, accessor))) {
        uses.push({ start: call.at, end: call.end, name: configured?.legacy ?? (accessor?.name || spelledName(this.facts, call.callee) || 'accessor'), factory: configured?.factory, accessor });
      }
    }
    return uses.sort((a, b) => a.start - b.start);
  }

  /** Calls of per-request factories, or of the running scope, that happen once, at import: frozen for the first user. */
  moduleScopeCalls(): readonly Call[] {
    return this.facts.calls.filter((call) => this.#runsAtImport(call));
  }

  #runsAtImport(call: Call): boolean {
    const owner = this.facts.functions[call.function];
    return call.function === MODULE_FUNCTION || owner?.kind === 'static-block';
  }

  /** Where the singleton is defined, its accessors call each other; that is no use of it. */
  #isOwnWork(call: Call, accessor: Accessor): boolean {
    if (accessor.holder.file !== this.file) return false;
    const owner = this.accessors.ofFunction(this.file, call.function);
    return owner !== undefined && JSON.stringify(owner.holder) === JSON.stringify(accessor.holder);
  }
}

let shared: ProjectIndex | undefined;
const opened = new WeakMap<object, OpenFile>();

/**
 * The analysis of a file from the syntax tree that ESLint (or oxlint) hands to its rules.
 * All rules that look at one tree share one analysis; imported modules are read from disk once and watched by mtime and size.
 */
export function openFile(tree: object, file: string, lines: number, configuration: Configuration = resolveConfiguration()): OpenFile {
  const known = opened.get(tree);
  if (known) return known;
  shared ??= new ProjectIndex({ recheckMs: 1_000 });
  const facts = extractFacts(tree as SyntaxTree, lines);
  // An unsaved buffer without a file on disk still has its own facts.
  shared.set(file, facts);
  const made = new OpenFile(file, facts, configuration, shared);
  opened.set(tree, made);
  return made;
}

/** Whether a linted file name stands for a file on disk, whose imports can be followed. */
export function isOnDisk(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
