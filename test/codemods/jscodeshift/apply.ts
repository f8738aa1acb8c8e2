import jscodeshift, { type API, type FileInfo, type Options } from 'jscodeshift';

type Transform = (file: FileInfo, api: API, options: Options) => string | undefined;

/** Runs a transform as jscodeshift does; undefined means that it left the file alone. */
export function apply(transform: Transform, source: string, path: string, options: Record<string, string> = {}): string | undefined {
  const api: API = { j: jscodeshift, jscodeshift, stats: () => {}, report: () => {} };
  return transform({ path, source }, api, options);
}

/** A template without its first line's indentation, so that programs stand readably in a test. */
export function dedent(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const text = strings.reduce((all, part, index) => all + (values[index - 1] ?? '') + part).replace(/^\n/, '');
  const indent = /^ */.exec(text)?.[0] ?? '';
  return text.split('\n').map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart())).join('\n');
}
