import { parse, type ParserPlugin } from '@babel/parser';
import type { API, ASTNode, Collection, FileInfo, JSCodeshift, Options } from 'jscodeshift';
import { DEFAULT_CONFIGURATION, resolveConfiguration } from '../../../src/project/configuration.js';
import { factoryName } from '../../../src/project/names.js';
import { splice, type Replacement } from '../../change/splice.js';

/** What the command line of jscodeshift sets: `--accessor=getAgentInstanceFactory --factory=createAgentInstanceFactory`. */
export type Settings = {
  readonly accessor: string;
  readonly factory: string;
  /** `--context-type`, default `UserExecutionContext`. */
  readonly contextType: string;
  /** `--context-name`, default `userContext`. */
  readonly contextName: string;
};

export function readSettings(options: Options): Settings {
  const { accessors, context } = DEFAULT_CONFIGURATION;
  const text = (value: unknown, fallback: string): string => (typeof value === 'string' && value !== '' ? value : fallback);
  const accessor = text(options['accessor'], accessors[0]?.legacy ?? '');
  return {
    accessor,
    factory: text(options['factory'], factoryName(accessor, resolveConfiguration())),
    contextType: text(options['contextType'] ?? options['context-type'], context.type),
    contextName: text(options['contextName'] ?? options['context-name'], context.name),
  };
}

export type Source = { readonly j: JSCodeshift; readonly root: Collection; readonly text: string; readonly path: string };

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Finds with jscodeshift and splices the text: reprinting the tree would drop import attributes, CRLF and a licence comment.
 * Returns undefined, which jscodeshift counts as "skipped", when nothing changes.
 */
export function editText(file: FileInfo, api: API, options: Options, names: readonly string[], edit: (source: Source) => readonly Replacement[]): string | undefined {
  // Most files of a program never mention the accessor: they are not even parsed.
  if (!names.some((name) => file.source.includes(name))) return undefined;
  const mark = file.source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const text = file.source.slice(mark.length);
  const j = api.jscodeshift;
  const edits = failing(options, () => edit({ j, root: j(toTree(file.path, text)), text, path: file.path }));
  return edits.length === 0 ? undefined : mark + splice(text, edits);
}

/**
 * jscodeshift counts an error and ends with 0. In its own process (`--run-in-band`) the exit code is ours to set. From a worker
 * nothing but `--fail-on-error` reaches it, so there the error says what is missing.
 */
function failing<T>({ failOnError }: Options, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (/\bjscodeshift(\.js)?$/.test(process.argv[1] ?? '')) process.exitCode = 1;
    else if (failOnError !== true && error instanceof Error) error.message += ' [jscodeshift ends with 0 all the same, unless it is given --fail-on-error]';
    throw error;
  }
}

/**
 * jscodeshift's own parse goes through recast, which rewrites tabs and line ends first, so that no offset would fit the
 * original text. The tree of the same parser, made here, keeps them.
 */
export function toTree(path: string, text: string): ASTNode {
  // `<T>value` is a cast in .ts and an element in .tsx; JavaScript may hold JSX.
  const plugins: ParserPlugin[] = ['typescript', 'decorators-legacy', 'decoratorAutoAccessors', 'explicitResourceManagement'];
  if (!/\.[cm]?ts$/.test(path)) plugins.push('jsx');
  const options = { plugins, sourceType: 'unambiguous', allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true } as const;
  return parse(text, options) as unknown as ASTNode;
}

/** Where a node stands in the text. Every node of a parsed file has a range; one made by hand has none. */
export function rangeOf(node: ASTNode): { readonly start: number; readonly end: number } {
  const { start, end } = node as { start?: unknown; end?: unknown };
  if (typeof start !== 'number' || typeof end !== 'number') throw new Error(`a ${node.type} without a range`);
  return { start, end };
}
