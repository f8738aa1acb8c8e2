import { readFileSync, statSync } from 'node:fs';
import type { Program as SyntaxTree } from 'oxc-parser';
import { extractFacts } from '../facts/extract.js';
import { MODULE_FUNCTION, type Call, type FileFacts } from '../facts/facts.js';
import { type Configuration, resolveConfiguration } from '../project/configuration.js';
import { ProjectIndex } from '../project/index.js';
import { isWritten } from '../project/load.js';
import { projectRoot } from '../project/root.js';
import { configuredAccessor, spelledName } from './accessor-names.js';
import { type Accessor, Accessors, holderKey } from './accessors.js';
import { mayKeepState } from './may-keep-state.js';
import { ProjectView } from './project-view.js';
import { References } from './references.js';
import { runtimeNames } from './runtime-names.js';
import type { Finding, Level } from './report.js';

/** A call (or static property read) by which a file obtains a shared object. Offsets are those of the source text. */
export type AccessorUse = {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** The per-request factory that the configuration names as its replacement. */
  readonly factory: string | undefined;
  /** The accessor's definition, when it could be followed. */
  readonly accessor: Accessor | undefined;
  /** How dangerous the shared object is. */
  readonly level: Level;
  /** The fields of the shared object that are written after it is built. */
  readonly keeps: readonly string[];
};

/** What the analysis can say about one file that is open in an editor. Everything is computed when first asked for. */
export class OpenFile {
  readonly file: string;
  readonly configuration: Configuration;
  readonly references: References;
  readonly accessors: Accessors;

  readonly #read: () => FileFacts;
  readonly #text: string | undefined;
  readonly #view: ProjectView;
  #facts: FileFacts | undefined;
  #findings: readonly FileFinding[] | undefined;

  /** @param text the unsaved text, where it differs from what is on disk */
  constructor(file: string, read: () => FileFacts, configuration: Configuration, index: ProjectIndex, text?: string, view?: ProjectView) {
    this.#text = text;
    this.#view = view ?? new ProjectView(projectRoot(file), index, configuration);
    this.file = file;
    this.#read = read;
    this.configuration = configuration;
    const { references, accessors } = linksOf(index);
    this.references = references;
    this.accessors = accessors;
  }

  /** Worked out when first asked for: where a project has nothing to report, most files are never asked. */
  get facts(): FileFacts {
    return (this.#facts ??= this.#read());
  }

  /** Whether the runtime, a factory or an accessor that the configuration names can play a part in this file. */
  mayUseRuntime(): boolean {
    const { whole } = this.#view;
    return this.#text === undefined || !whole || whole.speaksOfRuntime || runtimeNames(this.configuration).some((name) => this.#text?.includes(name));
  }

  /**
   * Every place where this file obtains a singleton through an accessor, in the order of the text.
   * Where nothing in the whole project is dangerous, only accessors that the configuration names are looked for.
   */
  accessorUses(): readonly AccessorUse[] {
    const uses: AccessorUse[] = [];
    const isQuiet = this.#view.whole?.isQuiet ?? false;
    if (isQuiet && !this.mayUseRuntime()) return [];
    for (const call of this.facts.calls) {
      if (call.new) continue;
      const configured = configuredAccessor(this.facts, call.callee, this.configuration);
      const accessor = isQuiet && !configured ? undefined : this.accessors.ofCallee(this.file, call.callee);
      if (configured || (accessor && !this.#isOwnWork(call, accessor))) {
        const name = configured?.legacy ?? (accessor?.name || spelledName(this.facts, call.callee) || 'accessor');
        uses.push({ start: call.at, end: call.end, name, factory: configured?.factory, accessor, ...this.#danger(accessor) });
      }
    }
    return uses.sort((a, b) => a.start - b.start);
  }

  /** How dangerous the shared object is, and which of its fields keep what they are told. */
  #danger(accessor: Accessor | undefined): { readonly level: Level; readonly keeps: readonly string[] } {
    const file = accessor?.holder.file;
    const facts = file === undefined ? undefined : this.references.index.facts(file);
    if (!accessor || file === undefined || !facts) return { level: 'none', keeps: [] };
    const key = holderKey(accessor.holder);
    const { level, keeps } = this.#view.judged(file, file === this.file ? this.#text : undefined).find((held) => held.key === key) ?? { level: 'none', keeps: [] };
    return { level: level === 'none' && keeps.length > 0 ? 'info' : level, keeps };
  }

  /** What `unsingleton scan` would say of this file, from the file itself and the modules it imports. */
  findings(): readonly FileFinding[] {
    return (this.#findings ??= this.#analyse());
  }

  #analyse(): readonly FileFinding[] {
    // The gate spares the work of looking at the neighbourhood; what is known already costs nothing.
    if (!this.#view.whole && !mayKeepState(this.facts)) return [];
    return this.#view.judged(this.file, this.#text).flatMap(({ finding, at }) => (finding ? [{ ...finding, start: at, end: at + lengthAt(finding.name) }] : []));
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

function lengthAt(name: string): number {
  return Math.max(1, name.slice(name.lastIndexOf('.') + 1).length);
}

type Links = { readonly generation: number; readonly references: References; readonly accessors: Accessors };

const links: WeakMap<ProjectIndex, Links> = new WeakMap();

/** What names mean is worked out once for all files that are open, until one of them changes. */
function linksOf(index: ProjectIndex): Links {
  const known = links.get(index);
  if (known?.generation === index.generation) return known;
  const references = new References(index);
  const made: Links = { generation: index.generation, references, accessors: new Accessors(references) };
  links.set(index, made);
  return made;
}

let shared: ProjectIndex | undefined;
/** Of the last tree only: a linter is done with one before it begins the next, and trees are large. */
let opened: { readonly tree: object; readonly file: OpenFile } | undefined;

/**
 * The analysis of a file from the syntax tree that ESLint (or oxlint) hands to its rules.
 * All rules that look at one tree share one analysis; imported modules are read from disk once and watched by mtime and size.
 * @param startedIn the linter's working directory
 */
export function openFile(tree: object, file: string, lines: number, configuration: Configuration = resolveConfiguration(), text?: string, startedIn?: string): OpenFile {
  if (opened?.tree === tree) return opened.file;
  shared ??= new ProjectIndex();
  shared.refresh();
  const isSaved = sameAsOnDisk(file, text);
  if (isSaved) shared.release(file);
  const made = new OpenFile(file, readerOf(shared, isWritten(text ?? '') ? tree : NOTHING, file, lines, isSaved), configuration, shared, text, viewOf(projectRoot(file, startedIn), configuration, shared));
  opened = { tree, file: made };
  return made;
}

/** What a scan would leave out, rules say nothing of. */
const NOTHING: object = { type: 'Program', start: 0, end: 0, body: [], comments: [] };

function readerOf(index: ProjectIndex, tree: object, file: string, lines: number, isSaved: boolean): () => FileFacts {
  const extract = (): FileFacts => extractFacts(tree as SyntaxTree, lines);
  if (!isSaved) {
    // A buffer that is not saved has facts of its own, as has text without a file.
    const own = extract();
    index.set(file, own);
    return () => own;
  }
  return () => {
    const known = index.has(file) ? index.facts(file) : undefined;
    if (known) return known;
    const own = extract();
    index.adopt(file, own);
    return own;
  };
}

const views: WeakMap<Configuration, Map<string, ProjectView>> = new WeakMap();

function viewOf(root: string, configuration: Configuration, index: ProjectIndex): ProjectView {
  const known = views.get(configuration) ?? new Map<string, ProjectView>();
  views.set(configuration, known);
  const view = known.get(root) ?? new ProjectView(root, index, configuration);
  known.set(root, view);
  return view;
}

function sameAsOnDisk(file: string, text: string | undefined): boolean {
  if (text === undefined || !isOnDisk(file)) return false;
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}

/** Whether a linted file name stands for a file on disk, whose imports can be followed. */
export function isOnDisk(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
