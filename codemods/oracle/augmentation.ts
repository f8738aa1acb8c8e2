/**
 * How far a change to global types (`declare global { namespace Express … }`) or to those of a package (`declare module
 * 'express-session' { … }`) can go. They have no importers. But a name is how types are asked for, here too: what depends on
 * them are the own files that say a changed global's name, and the packages that do, that were changed, or that take
 * something from such a package; from these it comes back with an import. A package counts as one.
 */
import { posix } from 'node:path';
import { ts } from '@ts-morph/common';
import { declaredNames, isAugmentation } from './surface.js';

export type Spread = { readonly globals: ReadonlySet<string>; readonly packages: ReadonlySet<string> };

/**
 * @param foreign the files of packages, and the compiler's libraries
 * @returns undefined where it may go further: what the compiler itself knows by name, values, which are found in
 * `globalThis` too, and modules of the project's own
 */
export function spreadOf(changed: ts.ModuleDeclaration, foreign: readonly ts.SourceFile[], isLibrary: (source: ts.SourceFile) => boolean): Spread | undefined {
  const globals: Set<string> = new Set();
  const packages: Set<string> = new Set();
  if (!add(changed, globals, packages)) return undefined;
  const left = new Set(foreign);
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const source of left) {
      if (!packages.has(packageName(source.fileName)) && !speaksOf(source, { globals, packages })) continue;
      left.delete(source);
      packages.add(packageName(source.fileName));
      if (isLibrary(source) || !source.statements.every((statement) => isModular(source, statement) || add(statement, globals, packages))) return undefined;
    }
  }
  return { globals, packages };
}

/** Whether nobody knows of a statement who does not import its file. */
function isModular(source: ts.SourceFile, statement: ts.Statement): boolean {
  return ts.isExternalModule(source) && !isAugmentation(statement) && !ts.isNamespaceExportDeclaration(statement);
}

/** What a statement makes global, or adds to a package. */
function add(statement: ts.Statement, globals: Set<string>, packages: Set<string>): boolean {
  if (ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name)) {
    packages.add(packageName(statement.name.text));
    return !statement.name.text.startsWith('.');
  }
  const own = ts.isModuleDeclaration(statement) && isAugmentation(statement) ? statementsOf(statement) : [statement];
  for (const at of own) {
    const names = declaredNames(at);
    if (names === undefined || !isTypeOnly(at)) return false;
    for (const { name } of names) globals.add(name);
  }
  // The types of elements are asked for without a name.
  return !globals.has('JSX');
}

function isTypeOnly(statement: ts.Statement): boolean {
  return ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isModuleDeclaration(statement) && statementsOf(statement).every(isTypeOnly);
}

function statementsOf({ body }: ts.ModuleDeclaration): readonly ts.Statement[] {
  return body === undefined || ts.isIdentifier(body) ? [] : ts.isModuleBlock(body) ? body.statements : [body];
}

export function speaksOf(source: ts.SourceFile, { globals, packages }: Spread): boolean {
  // A module that declares or imports the name speaks of its own.
  const { identifiers, locals } = source as unknown as { readonly identifiers: ReadonlyMap<string, string>; readonly locals?: ReadonlyMap<string, unknown> };
  return [...globals].some((name) => identifiers.has(name) && !(ts.isExternalModule(source) && locals?.has(name) === true)) || takenFrom(source).some((name) => packages.has(name));
}

function takenFrom(source: ts.SourceFile): readonly string[] {
  const { imports = [] } = source as unknown as { readonly imports?: readonly ts.StringLiteralLike[] };
  const named = [...imports.map(({ text }) => text), ...source.typeReferenceDirectives.map(({ fileName }) => fileName)].filter((text) => !text.startsWith('.'));
  return [...named, ...source.referencedFiles.map(({ fileName }) => posix.join(posix.dirname(source.fileName), fileName))].map(packageName);
}

/** `express` of `express/lib/router`, of `node_modules/@types/express/index.d.ts`, and of nothing else; of other files, one name. */
export function packageName(path: string): string {
  const [, inModules] = /^.*\/node_modules\/(.+)$/.exec(path) ?? [];
  if (inModules === undefined && path.startsWith('/')) return '/';
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(inModules ?? path)?.[0] ?? path;
  const typed = /^@types\/(.+)$/.exec(name)?.[1];
  if (typed === undefined) return name.replace(/^node:/, '');
  return typed.includes('__') ? `@${typed.replace('__', '/')}` : typed;
}
