/**
 * Points test doubles of a legacy accessor at its per-request factory: `vi.mock` and `jest.mock` factories, `spyOn`, sinon stubs,
 * `vi.mocked(getX)`, and assertions on how the double was called (the context is now the first argument).
 *
 *   npx jscodeshift --fail-on-error -t node_modules/unsingleton/dist/codemods/jscodeshift/mocks-to-factory.js test
 */
import type { API, ASTNode, ASTPath, CallExpression, FileInfo, Identifier, Options } from 'jscodeshift';
import type { Replacement } from '../change/splice.js';
import { findBindings, findUses } from './support/bindings.js';
import { renameImport } from './support/imports.js';
import { editText, rangeOf, readSettings, type Settings, type Source } from './support/transform.js';

export default function mocksToFactory(file: FileInfo, api: API, options: Options): string | undefined {
  const settings = readSettings(options);
  return editText(file, api, options, [settings.accessor], (source) => [
    ...moduleMocks(source, settings),
    ...spies(source, settings),
    ...references(source, settings),
  ]);
}

const MODULE_MOCKS = new Set(['vi.mock', 'vi.doMock', 'jest.mock', 'jest.doMock', 'jest.unstable_mockModule', 'mock.module']);
const SPIES = new Set(['vi.spyOn', 'jest.spyOn', 'sinon.stub', 'sinon.spy', 'sinon.replace', 'sandbox.stub', 'sandbox.spy', 'mock.method']);

/** `vi.mock('./agents', () => ({ getAgents: … }))`: the key is what importers will ask for. */
function moduleMocks({ j, root }: Source, { accessor, factory }: Settings): readonly Replacement[] {
  return root
    .find(j.CallExpression)
    .filter(({ node }) => MODULE_MOCKS.has(dotted(node.callee)))
    .paths()
    .flatMap((call) =>
      j(call)
        .find(j.Identifier, { name: accessor })
        .filter(isKey)
        .paths()
        .map((key) => ({ ...rangeOf(key.node), text: isShorthand(key) ? `${factory}: ${accessor}` : factory })),
    );
}

/** `vi.spyOn(module, 'getAgents')`. */
function spies({ j, root, text }: Source, { accessor, factory }: Settings): readonly Replacement[] {
  return root
    .find(j.CallExpression)
    .filter(({ node }) => SPIES.has(dotted(node.callee)))
    .paths()
    .flatMap(({ node }) => {
      const name = node.arguments[1];
      if (name?.type !== 'StringLiteral' || name.value !== accessor) return [];
      const { start, end } = rangeOf(name);
      const quote = text[start] ?? "'";
      return [{ start, end, text: `${quote}${factory}${quote}` }];
    });
}

/** `vi.mocked(getAgents)`, `expect(getAgents)` and calls of the mock's own methods, with the import that names it. */
function references(source: Source, { accessor, factory }: Settings): readonly Replacement[] {
  return findBindings(source, accessor).flatMap((binding) => {
    if (binding.kind !== 'name') return [];
    const uses = findUses(source, accessor, [binding]);
    const doubles = uses.filter(({ reference, call }) => call === undefined && isDouble(reference));
    if (doubles.length === 0) return [];
    const renamed = doubles.map(({ reference }) => ({ ...rangeOf(reference.node), text: factory }));
    const shifted = doubles.flatMap(({ reference }) => shiftAssertion(reference));
    const local = binding.local === accessor ? renamed : [];
    return [...local, ...shifted, ...renameImport(source, binding, factory, doubles.length === uses.length)];
  });
}

/** Whether the accessor is handled as a mock here: given to the test framework, or asked for a mock's method. */
function isDouble(path: ASTPath): boolean {
  const { node } = path.parent as ASTPath;
  if (node.type === 'MemberExpression' && node.object === path.node) return /^(mock|toHaveBeen|returns|resolves|callsFake|called|calls?$)/.test(nameOf(node.property));
  if (node.type !== 'CallExpression') return false;
  return ['vi.mocked', 'jest.mocked', 'expect', 'vi.isMockFunction', 'jest.isMockFunction'].includes(dotted(node.callee));
}

/** `expect(getAgents).toHaveBeenCalledWith('a')` → `expect(createAgents).toHaveBeenCalledWith(expect.anything(), 'a')`. */
function shiftAssertion(path: ASTPath): readonly Replacement[] {
  let here = path.parent as ASTPath;
  while (/^(CallExpression|MemberExpression)$/.test((here.parent as ASTPath).node.type)) {
    here = here.parent as ASTPath;
    const { node } = here;
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue;
    const matcher = node.callee.property;
    if (!/^(toHaveBeenCalledWith|toHaveBeenLastCalledWith|toHaveBeenNthCalledWith|calledWith)$/.test(nameOf(matcher))) continue;
    return [insertFirst(node, nameOf(matcher) === 'toHaveBeenNthCalledWith' ? 1 : 0)];
  }
  return [];
}

function insertFirst(call: CallExpression, position: number): Replacement {
  const next = call.arguments[position];
  const previous = call.arguments[position - 1];
  if (next !== undefined) return insertion(rangeOf(next).start, 'expect.anything(), ');
  if (previous !== undefined) return insertion(rangeOf(previous).end, ', expect.anything()');
  return insertion(rangeOf(call).end - 1, 'expect.anything()');
}

const insertion = (start: number, text: string): Replacement => ({ start, end: start, text });

/** `vi.mock`, `expect`; an empty text for anything else. */
function dotted(node: ASTNode): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' ? `${node.object.name}.${nameOf(node.property)}` : '';
}

const nameOf = (node: ASTNode): string => (node.type === 'Identifier' ? node.name : '');

function isKey(path: ASTPath<Identifier>): boolean {
  const holder = (path.parent as ASTPath).node;
  return (holder.type === 'ObjectProperty' || holder.type === 'ObjectMethod') && holder.key === path.node && !holder.computed;
}

function isShorthand(path: ASTPath<Identifier>): boolean {
  const holder = (path.parent as ASTPath).node;
  return holder.type === 'ObjectProperty' && holder.shorthand === true;
}
