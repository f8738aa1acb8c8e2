/** H1, H5: what a published package exports is called and implemented by programs that nobody sees here. */
import { join, posix } from 'node:path';
import { ts } from '@ts-morph/common';
import { readManifest } from '../../src/project/manifest.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { declarationOf } from './callables.js';
import type { Imports } from './imports.js';
import type { Program } from './program.js';
import { isJavaScript, styleOf } from './style.js';
import { parentOf } from './syntax.js';
import type { Writer } from './text.js';

/** Signatures that programs elsewhere may use: functions, and the members of types. */
export function isPublic(program: Program, member: ts.Node): boolean {
  const exported = exportedBy(program.oracle);
  if (exported.size === 0) return false;
  const declaration = declarationOf(member);
  const owner = parentOf(declaration);
  return exported.has(declaration) || (owner !== undefined && exported.has(ts.isTypeLiteralNode(owner) ? (parentOf(owner) ?? owner) : owner));
}

const exportsOf: WeakMap<object, ReadonlySet<ts.Node>> = new WeakMap();

function exportedBy(oracle: TypeOracle): ReadonlySet<ts.Node> {
  let known = exportsOf.get(oracle.knowledge);
  if (known === undefined) {
    known = new Set(entryFiles(oracle).flatMap((file) => exportedFrom(oracle, file)));
    exportsOf.set(oracle.knowledge, known);
  }
  return known;
}

function exportedFrom(oracle: TypeOracle, file: string): readonly ts.Node[] {
  const source = oracle.source(file);
  if (source === undefined) return [];
  const checker = oracle.checkerOf(source);
  const module = checker.getSymbolAtLocation(source);
  return module === undefined ? [] : checker.getExportsOfModule(module).flatMap((symbol) => oracle.declarations((symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol));
}

/** The sources behind the entry points of every package that is published: one that is not private, and has types for others. */
function entryFiles(oracle: TypeOracle): string[] {
  const folders: Set<string> = new Set();
  for (const file of oracle.files) for (let at = posix.dirname(file); !folders.has(at); at = posix.dirname(at)) folders.add(at);
  return [...folders].flatMap((folder) => {
    const { name, private: isPrivate, exports, types, typings } = readManifest(join(oracle.root, folder));
    if (isPrivate === true || typeof name !== 'string') return [];
    return leaves([exports, types, typings]).flatMap((entry) => sourceOf(oracle, folder, entry) ?? []);
  });
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** `./dist/index.d.ts` is made of `src/index.ts`. */
function sourceOf(oracle: TypeOracle, folder: string, entry: string): string | undefined {
  const bare = entry.replace(/^\.\//, '').replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
  const paths = [bare, bare.replace(/^(dist|lib|build|out|esm|cjs|types)\/((esm|cjs|types|src)\/)?/, 'src/'), bare.replace(/^[^/]+\//, '')];
  return paths.flatMap((path) => ['.ts', '.tsx', '.mts', '.cts', '.js'].map((ending) => posix.join(folder, path + ending))).find((file) => oracle.source(file) !== undefined);
}

/** A function that can keep its old form beside the new one: how it is called tells them apart by the number of arguments. */
export function keepsOldForm(member: ts.Node): member is ts.FunctionDeclaration & { readonly body: ts.Block; readonly type: ts.TypeNode } {
  return ts.isFunctionDeclaration(member) && member.body !== undefined && member.type !== undefined && member.typeParameters === undefined && member.asteriskToken === undefined && !isJavaScript(member.getSourceFile())
    && !ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
    && member.parameters.every((at) => ts.isIdentifier(at.name) && at.name.text !== 'this' && at.type !== undefined && at.questionToken === undefined && at.initializer === undefined && at.dotDotDotToken === undefined);
}

/** H1: the new signature, the old one marked as deprecated, and an implementation that asks the request scope for what the old one lacks. */
export function writeForwarding(program: Program, fn: ts.FunctionDeclaration & { readonly type: ts.TypeNode }, name: string, writer: Writer, imports: Imports): void {
  const source = fn.getSourceFile();
  const { newline, semicolon } = styleOf(source);
  const options = { kind: 'adapt', why: `Other programs call \`${fn.name?.text ?? 'it'}\` in its old form, which reads the context from the request scope.` } as const;
  const start = fn.getStart(source);
  const open = fn.parameters.pos;
  const head = source.text.slice(start, open).replace(/\basync\s+/, '');
  const tail = source.text.slice(fn.parameters.end, fn.type.getEnd());
  const parameters = fn.parameters.map((at) => at.getText(source));
  const own = `${name}: ${imports.contextType(source)}`;
  const names = fn.parameters.map((at) => at.name.getText(source));
  const all = [own, ...parameters].join(', ');
  const deprecated = `/** @deprecated Pass the user context first. This form reads it from the request scope. */`;
  const signatures = [`${head}${all}${tail}${semicolon}`, deprecated, `${head}${parameters.join(', ')}${tail}${semicolon}`].join(newline);
  writer.insert(source, start, `${signatures}${newline}`, options);
  writer.replace(source, open, fn.parameters.end, `...args: [${all}] | [${parameters.join(', ')}]`, options);
  const scope = `${writer.named(source, 'currentScope', program.context.module)}().context`;
  writer.firstStatement(fn, `const [${[name, ...names].join(', ')}] = args.length === ${String(names.length + 1)} ? args : [${scope}, ...args]`, options);
}

