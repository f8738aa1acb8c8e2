/** The last phase: who still uses a deprecated accessor, and, when nobody does, the edits that take it away. */
import { ts } from '@ts-morph/common';
import type { Configuration } from '../../src/project/configuration.js';
import { UserError } from '../../src/project/user-error.js';
import type { Edit } from '../change/plan.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { findAccessors } from '../thread-context/accessors.js';
import { Imports } from '../thread-context/imports.js';
import { Program } from '../thread-context/program.js';
import { attachedStart } from '../thread-context/reads.js';
import { removeLines } from '../thread-context/removal.js';
import { contains, lineOf } from '../thread-context/syntax.js';
import { Writer } from '../thread-context/text.js';
import { deadWith, partOf } from './dead.js';

export type Caller = { readonly accessor: string; readonly file: string; readonly line: number; readonly text: string };

export type Removal = {
  readonly callers: readonly Caller[];
  /** None while a caller is left. */
  readonly edits: readonly Edit[];
  /** What goes, by name and place. */
  readonly removed: readonly { readonly file: string; readonly line: number; readonly text: string }[];
};

const WHY = 'Nothing uses the deprecated accessor any more.';

export function planRemoval(oracle: TypeOracle, configuration: Configuration, names: readonly string[]): Removal {
  const program = new Program({ root: oracle.root, oracle, configuration, accessors: names, fallback: 'refuse', tests: true });
  const accessors = findAccessors(program);
  const foreign = accessors.find(({ declarations }) => ![...declarations].some((declaration) => oracle.isOwn(declaration)));
  if (foreign !== undefined) throw new UserError(`${foreign.name} is defined in a package, so it is not this project's to remove.`);
  const roots = accessors.flatMap(({ declarations }) => [...declarations].filter((declaration) => oracle.isOwn(declaration)));
  const own = roots.map(partOf);
  const uses = accessors.flatMap((accessor) => {
    const name = accessor.name.split('.').at(-1) ?? accessor.name;
    return program.references.to(accessor.declarations, [name]).map((reference) => ({ accessor: accessor.name, name: reference.name })).filter((use) => !own.some((part) => contains(part, use.name)));
  });
  const callers = uses.filter(({ name }) => !isHandedOn(name)).map(({ accessor, name }): Caller => ({ accessor, file: oracle.fileOf(name), line: lineOf(name), text: lineAt(name) }));
  if (callers.length > 0) return { callers, edits: [], removed: [] };

  const writer = new Writer();
  const imports = new Imports(program);
  const dead = deadWith(oracle, program.references, roots);
  removeRuns(dead, writer);
  const specifiers = [...new Set([...uses.map(({ name }) => name), ...handedOnBy(oracle, program, dead)].map(({ parent }) => parent))];
  for (const specifier of specifiers) if (ts.isImportSpecifier(specifier)) imports.drop(specifier);
  dropExports(specifiers.filter(ts.isExportSpecifier), writer);
  dropProperties([...specifiers.filter(ts.isShorthandPropertyAssignment), ...accessors.flatMap(({ name }) => doublesOf(oracle, name))], writer);
  imports.dropUnused(writer.removed);
  imports.write(writer);
  const edits = writer.sources.flatMap((source) => {
    const file = oracle.fileOf(source);
    return writer.edits(source).map((edit): Edit => ({ ...edit, id: `${file}:${String(edit.start)}`, file, component: 1 }));
  });
  return { callers, edits, removed: [...dead].map((part) => ({ file: oracle.fileOf(part), line: lineOf(part), text: lineAt(part) })) };
}

/** An import, a re-export, `module.exports = { getX }`: the name is handed on, not used. */
function isHandedOn({ parent }: ts.Node): boolean {
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return true;
  return ts.isShorthandPropertyAssignment(parent) && ts.isBinaryExpression(parent.parent.parent) && /^(module\.)?exports$/.test(parent.parent.parent.left.getText());
}

/** A reset function that goes may stand in a barrel. */
function handedOnBy(oracle: TypeOracle, program: Program, dead: Iterable<ts.Node>): readonly ts.Node[] {
  return [...dead].flatMap((part) => (ts.isFunctionDeclaration(part) && part.name !== undefined ? program.references.to(new Set([part]), [part.name.text]).map(({ name }) => name).filter((name) => oracle.isOwn(name) && isHandedOn(name)) : []));
}

/** Neighbours go as one, with the empty line that would otherwise stand twice, or at the end of the file. */
function removeRuns(dead: ReadonlySet<ts.Node>, writer: Writer): void {
  for (const list of new Set([...dead].map(siblingsOf))) {
    for (const [index, first] of list.entries()) {
      const before = list[index - 1];
      if (!dead.has(first) || (before !== undefined && dead.has(before))) continue;
      const rest = list.slice(index);
      const length = rest.findIndex((node) => !dead.has(node));
      const run = length === -1 ? rest : rest.slice(0, length);
      removeRun(first, run.at(-1) ?? first, length === -1 ? before : undefined, writer);
      for (const node of run) writer.removed.add(node);
    }
  }
}

const siblingsOf = ({ parent }: ts.Node): ts.NodeArray<ts.Node> => (ts.isClassLike(parent) ? parent.members : (parent as ts.SourceFile).statements);

/** @param before what stays before the last of a list */
function removeRun(first: ts.Node, last: ts.Node, before: ts.Node | undefined, writer: Writer): void {
  const source = first.getSourceFile();
  const { text } = source;
  const from = attachedStart(first);
  if (before !== undefined && text.slice(before.getEnd(), from).trim() === '') {
    writer.replace(source, before.getEnd(), last.getEnd(), '', { why: WHY });
    return;
  }
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = last.getEnd() + (/^[ \t]*\r?\n?/.exec(text.slice(last.getEnd()))?.[0].length ?? 0);
  const blank = /(^|\{[ \t]*\r?\n|\n[ \t]*\r?\n)$/.test(text.slice(0, start)) ? (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  writer.replace(source, start, end + blank, '', { why: WHY });
}

function dropExports(specifiers: readonly ts.ExportSpecifier[], writer: Writer): void {
  for (const list of new Set(specifiers.map(({ parent }) => parent))) {
    const gone = specifiers.filter(({ parent }) => parent === list);
    if (gone.length === list.elements.length) removeLines(list.parent, writer, WHY);
    else dropFromList(gone, list.elements, writer);
  }
}

const MODULE_MOCK = /^(vi|jest)\.(do)?mock$|^jest\.unstable_mockModule$|\bmock\.module$/;

/** `vi.mock('./agents.js', () => ({ getAgents: …, createAgents: … }))`: a double of what is gone. */
function doublesOf(oracle: TypeOracle, name: string): readonly ts.ObjectLiteralElementLike[] {
  const keys = oracle.filesNaming(name).flatMap((file) => oracle.identifiers(file, name)).map(({ parent }) => parent);
  return keys.filter(ts.isObjectLiteralElementLike).filter((property) => {
    for (let at: ts.Node = property; !ts.isSourceFile(at); at = at.parent) if (ts.isCallExpression(at) && MODULE_MOCK.test(at.expression.getText())) return true;
    return false;
  });
}

function dropProperties(properties: readonly ts.ObjectLiteralElementLike[], writer: Writer): void {
  for (const list of new Set(properties.map(({ parent }) => parent))) if (ts.isObjectLiteralExpression(list)) dropFromList(properties.filter(({ parent }) => parent === list), list.properties, writer);
}

/** Elements of a comma-separated list, each with the comma behind it, or in front of it where nothing stays behind it. */
function dropFromList(gone: readonly ts.Node[], list: ts.NodeArray<ts.Node>, writer: Writer): void {
  const lastKept = list.findLastIndex((element) => !gone.includes(element));
  for (const [index, element] of list.entries()) {
    if (!gone.includes(element)) continue;
    const source = element.getSourceFile();
    const [previous, next] = [list[index - 1], list[index + 1]];
    if (lastKept === -1 && index > 0) continue;
    if (lastKept === -1) writer.replace(source, element.getStart(source), list.end, '', { why: WHY });
    else if (index < lastKept && next !== undefined) writer.replace(source, element.getStart(source), next.getStart(source), '', { why: WHY });
    else writer.replace(source, previous?.getEnd() ?? element.getStart(source), element.getEnd(), '', { why: WHY });
  }
}

function lineAt(node: ts.Node): string {
  const source = node.getSourceFile();
  const start = source.text.lastIndexOf('\n', node.getStart(source) - 1) + 1;
  return (source.text.slice(start).split(/\r?\n/, 1)[0] ?? '').trim();
}
