/** What a file calls another one of the project in its imports. */
import { posix } from 'node:path';
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { importsOf } from './import-lines.js';

/** How this file would name that one: relative, with the ending its other imports have. */
export function specifierOf(oracle: TypeOracle, source: ts.SourceFile, from: string): string {
  const file = oracle.fileOf(source);
  const imported = importsOf(source).map((at) => (ts.isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : ''));
  const existing = imported.find((at) => oracle.resolveModule(file, at) === from);
  if (existing !== undefined) return existing;
  const siblings = imported.filter((at) => at.startsWith('.'));
  const relative = posix.relative(posix.dirname(file), asBuilt(oracle, file, siblings, from));
  const path = relative.startsWith('.') ? relative : `./${relative}`;
  const alias = aliased(oracle, source, file, from);
  if (alias !== undefined && (siblings.length === 0 || path.startsWith('../'))) return alias;
  const ending = siblings.map((at) => /\.[cm]?[jt]sx?$/.exec(at)?.[0] ?? '')[0] ?? (source.impliedNodeFormat === ts.ModuleKind.ESNext ? '.js' : '');
  const bare = withoutEnding(path);
  return ending === '' ? bare.replace(/\/index$/, '') : `${bare}${ending}`;
}

const withoutEnding = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, '');

/** `dist/agents.ts` for `src/agents.ts`, where the file's other imports of the project ask for what was built. */
function asBuilt(oracle: TypeOracle, file: string, siblings: readonly string[], from: string): string {
  for (const at of siblings) {
    const asked = withoutEnding(posix.join(posix.dirname(file), at)).split('/');
    const read = withoutEnding(oracle.resolveModule(file, at) ?? '').split('/');
    if (read.at(-1) !== asked.at(-1) || read.join('/') === asked.join('/')) continue;
    while (read.length > 0 && read.at(-1) === asked.at(-1)) { read.pop(); asked.pop(); }
    const sources = [...read, ''].join('/');
    if (from.startsWith(sources)) return posix.join(...asked, from.slice(sources.length));
  }
  return from;
}

/** `~/identity/context`, where the file's other imports of the project are written so. */
function aliased(oracle: TypeOracle, source: ts.SourceFile, file: string, from: string): string | undefined {
  for (const at of importsOf(source)) {
    const specifier = ts.isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : '.';
    const target = specifier.startsWith('.') ? undefined : oracle.resolveModule(file, specifier);
    if (target === undefined) continue;
    const written = withoutEnding(specifier);
    const bare = withoutEnding(target);
    const [prefix = ''] = /^[^/]*\//.exec(written) ?? [];
    const tail = written.slice(prefix.length);
    if (prefix === '' || !bare.endsWith(tail)) continue;
    const folder = bare.slice(0, bare.length - tail.length);
    const candidate = `${prefix}${withoutEnding(from.slice(folder.length))}${specifier.slice(written.length)}`;
    if (from.startsWith(folder) && oracle.resolveModule(file, candidate) === from) return candidate;
  }
  return undefined;
}
