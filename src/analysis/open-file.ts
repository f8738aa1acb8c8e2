import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Program as SyntaxTree } from 'oxc-parser';
import { extractFacts } from '../facts/extract.js';
import { MODULE_FUNCTION, type Call, type FileFacts, type Value } from '../facts/facts.js';
import { type Configuration, resolveConfiguration } from '../project/configuration.js';
import { ProjectIndex } from '../project/index.js';
import { type Accessor, Accessors, configuredAccessor, spelledName } from './accessors.js';
import { analyse } from './analyse.js';
import { Program } from './program.js';
import { References } from './references.js';
import type { Finding } from './report.js';
import { Sources } from './sources.js';

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

  readonly #text: string | undefined;
  #findings: readonly FileFinding[] | undefined;

  /** @param text the unsaved text, where it differs from what is on disk */
  constructor(file: string, facts: FileFacts, configuration: Configuration, index: ProjectIndex, text?: string) {
    this.#text = text;
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

  /** What `unsingleton scan` would say of this file, from the file itself and the modules it imports. */
  findings(): readonly FileFinding[] {
    return (this.#findings ??= this.#analyse());
  }

  #analyse(): readonly FileFinding[] {
    if (!mayKeepState(this.facts)) return [];
    const { index } = this.references;
    const files = reachableFiles(index, this.file);
    const sources = new Sources(dirname(this.file), this.#text === undefined ? undefined : (file) => (file === this.file ? this.#text ?? '' : readFileSync(file, 'utf8')));
    const judged = analyse(new Program(index, files, this.configuration), sources);
    return judged.filter(({ absolute, item }) => absolute === this.file && item.level !== 'none')
      .map(({ item: { why: _, ...finding }, at }) => ({ ...finding, start: at, end: at + lengthAt(finding.name) }));
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

/** A finding with its offsets in the open file's text. */
export type FileFinding = Finding & { readonly start: number; readonly end: number };

const MAX_FILES = 40;

/** The file and what it imports, near before far. */
function reachableFiles(index: ProjectIndex, file: string): readonly string[] {
  const found = new Set([file]);
  for (const from of found) {
    for (const request of index.facts(from)?.requests ?? []) {
      const to = found.size < MAX_FILES ? index.resolve(from, request) : undefined;
      if (to !== undefined && index.facts(to)) found.add(to);
    }
  }
  return [...found];
}

/** Most files keep nothing; they are told apart by their own facts alone. */
function mayKeepState(facts: FileFacts): boolean {
  const isOuter = (value: Value): boolean => {
    let bottom = value;
    while (bottom.kind === 'member') bottom = bottom.object;
    if (bottom.kind === 'this') return value.kind === 'member';
    if (bottom.kind === 'global') return true;
    return bottom.kind === 'variable' && facts.variables[bottom.id]?.kind !== 'parameter';
  };
  return facts.writes.some((write) => write.function !== MODULE_FUNCTION && isOuter(write.target) && !isOwnConstructor(facts, write.function))
    || facts.calls.some(({ callee, function: owner }) => owner !== MODULE_FUNCTION && callee.kind === 'member' && typeof callee.key === 'string' && CHANGES.test(callee.key) && isOuter(callee.object))
    || facts.variables.some((variable) => variable.function === MODULE_FUNCTION && variable.definitions.some((definition) => definition.kind === 'call' || definition.kind === 'regex'));
}

const CHANGES = /^(?:set|add|push|unshift|on|addListener|subscribe|setState|update|next|setUser|setTag|setContext|changeLanguage|setLocale|locale|chdir|assign)$/;

function isOwnConstructor(facts: FileFacts, id: number): boolean {
  return facts.functions[id]?.kind === 'constructor';
}

function lengthAt(name: string): number {
  return Math.max(1, name.slice(name.lastIndexOf('.') + 1).length);
}

let shared: ProjectIndex | undefined;
const opened = new WeakMap<object, OpenFile>();

/**
 * The analysis of a file from the syntax tree that ESLint (or oxlint) hands to its rules.
 * All rules that look at one tree share one analysis; imported modules are read from disk once and watched by mtime and size.
 */
export function openFile(tree: object, file: string, lines: number, configuration: Configuration = resolveConfiguration(), text?: string): OpenFile {
  const known = opened.get(tree);
  if (known) return known;
  shared ??= new ProjectIndex({ recheckMs: 1_000 });
  const facts = extractFacts(tree as SyntaxTree, lines);
  // An unsaved buffer without a file on disk still has its own facts.
  shared.set(file, facts);
  const made = new OpenFile(file, facts, configuration, shared, text);
  opened.set(tree, made);
  return made;
}

/** Whether a linted file name stands for a file on disk, whose imports can be followed. */
export function isOnDisk(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
