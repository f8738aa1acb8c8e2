/** I4, I5, I7: test doubles of an accessor stand for its factory now. A double under the old name would silently do nothing. */
import { posix } from 'node:path';
import { ts } from '@ts-morph/common';
import { exportsOf, type Accessor } from './accessors.js';
import type { Block, SinkNeed } from './model.js';
import type { Program } from './program.js';
import { forEachDescendant, unwrap } from './syntax.js';
import { isTestFile } from './tests.js';
import type { Writer } from './text.js';

const WHY = 'The double stands for the factory, which the code under test asks now.';
const MOCKS = /^(vi|jest|vitest|mock|td|mocker)\.(mock|doMock|unstable_mockModule|mockModule|module|replaceEsm)$/;
const SPIES = /^(spyOn|spy|stub|replace|method|fake)$/;

/** Rewrites the doubles of one accessor; returns the places, which belong to the same change as what they stand in for. `stays` keeps the old name beside the new one. */
export function writeDoubles(program: Program, accessor: Accessor, stays: boolean, writer: Writer): ts.Node[] {
  if (accessor.kind === 'static') return [];
  const { oracle } = program;
  const { name, factory } = accessor;
  const written: ts.Node[] = [];
  for (const file of oracle.files) {
    const source = oracle.source(file);
    if (source === undefined || !source.text.includes(name)) continue;
    if (isTwin(program, accessor, file)) {
      for (const at of oracle.identifiers(file, name)) writer.replaceNode(at, factory.name, { why: WHY });
      written.push(source);
      continue;
    }
    if (!isTestFile(file) && !/\b(vi|jest)\.(mock|doMock)\(/.test(source.text)) continue;
    forEachDescendant(source, (node) => {
      if (!ts.isCallExpression(node)) return undefined;
      const places = [...mockedKeys(program, accessor, node), ...spiedName(program, accessor, node)];
      for (const at of places) rewrite(at, name, factory.name, stays, writer);
      written.push(...places);
      return undefined;
    });
  }
  return written;
}

/** I7: module mocks of the accessor's home whose contents cannot be read, and proxyquire: a person has to look. */
export function unreadableDoubles(program: Program, accessor: Accessor): SinkNeed[] {
  if (accessor.kind !== 'function') return [];
  return program.oracle.files.filter(isTestFile).flatMap((file) => {
    const source = program.oracle.source(file);
    if (source === undefined || !/\b(mock|doMock|unstable_mockModule|proxyquire)\b/.test(source.text)) return [];
    const found: SinkNeed[] = [];
    forEachDescendant(source, (node) => {
      if (ts.isCallExpression(node) && isUnreadable(program, accessor, node)) {
        const block: Block = { code: 'TEST_DOUBLE', at: node, message: `What stands in for ${accessor.name} here is made elsewhere: give the double \`${accessor.factory.name}\` by hand.` };
        found.push({ at: node, accessor: accessor.name, needs: [{ at: node, why: '', silent: true, write: () => {}, block }] });
      }
      return undefined;
    });
    return found;
  });
}

function isUnreadable(program: Program, accessor: Accessor, call: ts.CallExpression): boolean {
  const [path, factory] = call.arguments;
  if (/(^|\.)proxyquire(\.\w+)*$/.test(call.expression.getText())) return call.getText().includes(accessor.name);
  if (!MOCKS.test(call.expression.getText()) || path === undefined || factory === undefined || !exportsAccessor(program, accessor, call, path)) return false;
  const fn = unwrap(factory);
  return !ts.isObjectLiteralExpression(fn) && returnedObjects(fn).length === 0;
}

/** `__mocks__/agents.ts` beside `agents.ts`. */
function isTwin(program: Program, accessor: Accessor, file: string): boolean {
  return [...accessor.declarations].some((declaration) => {
    if (!program.oracle.isOwn(declaration)) return false;
    const home = program.oracle.fileOf(declaration);
    return file === posix.join(posix.dirname(home), '__mocks__', posix.basename(home));
  });
}

/** The keys of this name in what a module mock's factory returns. */
function mockedKeys(program: Program, accessor: Accessor, call: ts.CallExpression): ts.Node[] {
  if (!MOCKS.test(call.expression.getText())) return [];
  const [path, factory] = call.arguments;
  if (path === undefined || factory === undefined || !exportsAccessor(program, accessor, call, path)) return [];
  return returnedObjects(factory).flatMap((object) => object.properties.flatMap((property) => (property.name?.getText().replace(/^['"]|['"]$/g, '') === accessor.name ? [property] : [])));
}

function exportsAccessor(program: Program, accessor: Accessor, call: ts.CallExpression, path: ts.Expression): boolean {
  const literal = ts.isCallExpression(path) && path.expression.kind === ts.SyntaxKind.ImportKeyword ? path.arguments[0] : path;
  if (literal === undefined || !ts.isStringLiteralLike(literal)) return false;
  const file = program.oracle.resolveModule(program.oracle.fileOf(call), literal.text);
  const source = file === undefined ? undefined : program.oracle.source(file);
  const exported = source === undefined ? undefined : exportsOf(program, source).get(accessor.name);
  if (source === undefined || exported === undefined) return false;
  // A barrel hands on what is declared elsewhere.
  const meant = (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : program.oracle.checkerOf(source).getAliasedSymbol(exported);
  return program.oracle.declarations(meant).some((at) => accessor.declarations.has(at));
}

/** The object literals that a factory gives back. */
export function returnedObjects(factory: ts.Expression): ts.ObjectLiteralExpression[] {
  const fn = unwrap(factory);
  if (ts.isObjectLiteralExpression(fn)) return [fn];
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return [];
  if (!ts.isBlock(fn.body)) return literal(fn.body);
  const found: ts.ObjectLiteralExpression[] = [];
  forEachDescendant(fn.body, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(...literal(node.expression));
    return undefined;
  });
  return found;
}

function literal(expression: ts.Expression): ts.ObjectLiteralExpression[] {
  const value = unwrap(expression);
  return ts.isObjectLiteralExpression(value) ? [value] : [];
}

/** The name in `vi.spyOn(agents, 'getA')` or `sinon.stub(agents, 'getA')`. */
function spiedName(program: Program, accessor: Accessor, call: ts.CallExpression): ts.Node[] {
  const [object, name] = call.arguments;
  if (object === undefined || name === undefined || !ts.isStringLiteralLike(name) || name.text !== accessor.name || !isSpy(call)) return [];
  return spied(program, object, name.text).some((at) => accessor.declarations.has(at)) ? [name] : [];
}

export function isSpy(call: ts.CallExpression): boolean {
  const callee = call.expression;
  return SPIES.test(ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText());
}

/** What the member of this name on the object is declared as. */
export function spied(program: Program, object: ts.Expression, name: string): readonly ts.Declaration[] {
  const { oracle } = program;
  const property = oracle.type(object).getProperty(name);
  if (property === undefined) return [];
  const checker = oracle.checkerOf(object);
  return oracle.declarations((property.flags & ts.SymbolFlags.Alias) === 0 ? property : checker.getAliasedSymbol(property));
}

function rewrite(at: ts.Node, name: string, factory: string, stays: boolean, writer: Writer): void {
  const source = at.getSourceFile();
  if (ts.isStringLiteralLike(at)) {
    const quote = at.getText().charAt(0);
    writer.replaceNode(at, `${quote}${factory}${quote}`, { why: WHY });
    return;
  }
  if (ts.isShorthandPropertyAssignment(at)) {
    if (stays) writer.insert(source, at.getStart(source), `${factory}: ${name}, `, { why: WHY });
    else writer.replaceNode(at, `${factory}: ${name}`, { why: WHY });
    return;
  }
  const key = (at as ts.PropertyAssignment).name;
  if (stays) writer.insert(source, at.getStart(source), `${factory}${source.text.slice(key.getEnd(), at.getEnd())}, `, { why: WHY });
  else writer.replaceNode(key, factory, { why: WHY });
}
