/** What a file calls another one of the project in its imports. */
import { posix } from 'node:path';
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { importsOf } from './import-lines.js';

/** How this file would name that one: relative, with the ending its other imports have. */
export function specifierOf(oracle: TypeOracle, source: ts.SourceFile, from: string): string {
  const file = oracle.fileOf(source);
  const relative = posix.relative(posix.dirname(file), from);
  const path = relative.startsWith('.') ? relative : `./${relative}`;
  const siblings = importsOf(source).map((at) => (ts.isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : '')).filter((at) => at.startsWith('.'));
  const existing = siblings.find((at) => oracle.resolveModule(file, at) === from);
  if (existing !== undefined) return existing;
  const alias = aliased(oracle, source, file, from);
  if (alias !== undefined && (siblings.length === 0 || path.startsWith('../'))) return alias;
  const ending = siblings.map((at) => /\.[cm]?[jt]sx?$/.exec(at)?.[0] ?? '')[0] ?? (source.impliedNodeFormat === ts.ModuleKind.ESNext ? '.js' : '');
  const bare = path.replace(/\.[cm]?[jt]sx?$/, '');
  return ending === '' ? bare.replace(/\/index$/, '') : `${bare}${ending}`;
}

/** `~/identity/context`, where the file's other imports of the project are written so. */
function aliased(oracle: TypeOracle, source: ts.SourceFile, file: string, from: string): string | undefined {
  for (const at of importsOf(source)) {
    const specifier = ts.isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : '.';
    const target = specifier.startsWith('.') ? undefined : oracle.resolveModule(file, specifier);
    if (target === undefined) continue;
    const written = specifier.replace(/\.[cm]?[jt]sx?$/, '');
    const bare = target.replace(/\.[cm]?[jt]sx?$/, '');
    const [prefix = ''] = /^[^/]*\//.exec(written) ?? [];
    const tail = written.slice(prefix.length);
    if (prefix === '' || !bare.endsWith(tail)) continue;
    const folder = bare.slice(0, bare.length - tail.length);
    const candidate = `${prefix}${from.slice(folder.length).replace(/\.[cm]?[jt]sx?$/, '')}${specifier.slice(written.length)}`;
    if (from.startsWith(folder) && oracle.resolveModule(file, candidate) === from) return candidate;
  }
  return undefined;
}
