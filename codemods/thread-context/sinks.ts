/** The uses of the accessors, and what each asks for: a context in its place, or at every read of what kept the instance. */
import { ts } from '@ts-morph/common';
import type { Accessor } from './accessors.js';
import { sinkNames } from './accessors.js';
import { isHandedOut, untypedModuleSinks } from './commonjs.js';
import { declarationOfAssigned } from './assigned-holders.js';
import { unreadableDoubles } from './doubles.js';
import { dissolve, holderOf, isAlwaysDissolved } from './holders.js';
import { instanceSinks } from './instances.js';
import { escapes } from './lifetimes.js';
import type { Block, Need, SinkNeed, Target } from './model.js';
import type { Program } from './program.js';
import { isJavaScript } from './style.js';
import { enclosing, parentOf, referenceExpression } from './syntax.js';
import { intentOf } from './test-intent.js';
import { isTestFile } from './tests.js';
import type { Uses } from './uses.js';
import type { Writer } from './text.js';

export type Rename = (accessor: Accessor, reference: ts.Expression, writer: Writer) => void;

export function sinkNeeds(program: Program, accessors: readonly Accessor[], rename: Rename, uses: Uses, dissolved: ReadonlySet<ts.Node>, cache: Map<ts.Node, readonly Need[]>): SinkNeed[] {
  return accessors.flatMap((accessor) => {
    const target: Target = { name: accessor.name, members: accessor.declarations, parameters: [], rename: (reference, writer) => { rename(accessor, reference, writer); } };
    if (accessor.kind === 'instance') {
      const names = sinkNames(program, accessor).filter((name) => isWanted(program, name));
      return instanceSinks(program, accessor, names, rename);
    }
    const patched = patchOf(program, accessor);
    const untyped = [...untypedModuleSinks(program, accessor), ...unreadableDoubles(program, accessor)].filter(({ at }) => isWanted(program, at));
    const typed = sinkNames(program, accessor).flatMap((name): SinkNeed[] => {
      if (!isWanted(program, name)) return [];
      const own = cache.get(name) ?? uses.classify(name, target).map((need) => withCurrent(program, accessor, need, rename));
      cache.set(name, own);
      const needs = own.filter((need) => need.free !== true || need.block !== undefined);
      if (needs.length === 0 && !own.some((need) => need.free === true && !isTypeUse(name))) return [];
      const at = needs[0]?.at ?? name;
      const held = holderOf(program, at);
      const holder = held !== undefined && ts.isBinaryExpression(held) && declarationOfAssigned(program, held) === undefined ? undefined : held;
      if (holder !== undefined && (dissolved.has(holder) || isAlwaysDissolved(holder))) return [{ at, accessor: accessor.name, holder, needs: dissolve(program, holder, own, rename) }];
      const kept = ts.isExpression(at) && holder === undefined ? escapes(program, at) : undefined;
      if (kept !== undefined) return [{ at, accessor: accessor.name, needs: [{ at, why: '', silent: true, write: () => {}, block: kept }] }];
      return [{ at, accessor: accessor.name, needs: own, holder }];
    });
    // In JavaScript a destructured require() is an alias and a binding, so its uses are found twice.
    const found = withBindings([...new Map(typed.map((sink) => [sink.at, sink] as const)).values()]);
    const places = new Set(found.map(({ at }) => at));
    const once = found.map((sink): SinkNeed => ({ ...sink, needs: intentOf(program, sink.at, sink.needs, places) }));
    if (patched === undefined) return [...once, ...untyped];
    const others = once.filter(({ at }) => at !== patched.at);
    return [...others.map(({ at, accessor: name }): SinkNeed => ({ at, accessor: name, needs: [{ at, why: '', silent: true, write: () => {}, block: patched }] })), ...untyped];
  });
}

/**
 * A require() that is given a name, and whose uses are known by themselves, is no use of its own: its name changes with theirs.
 * Where the name is the file's own (`const open = require(…).getA`) it means one function: all uses of it move, or none.
 */
function withBindings(sinks: readonly SinkNeed[]): readonly SinkNeed[] {
  const bindings = sinks.filter(({ at, needs }) => requiredAs(at) !== undefined && needs.every((need) => need.free === true));
  const usesOf = (binding: SinkNeed): readonly SinkNeed[] => sinks.filter((sink) => !bindings.includes(sink) && sink.at.getSourceFile() === binding.at.getSourceFile());
  const used = bindings.filter((binding) => usesOf(binding).length > 0);
  if (used.length === 0) return sinks;
  return sinks.filter((sink) => !used.includes(sink)).map((sink) => {
    const own = used.filter((binding) => usesOf(binding).includes(sink));
    const together = own.filter(({ at }) => requiredAs(at) === 'own name').flatMap(usesOf).flatMap(({ needs }) => needs);
    return own.length === 0 ? sink : { ...sink, needs: [...new Set([...sink.needs, ...own.flatMap(({ needs }) => needs), ...together])] };
  });
}

/** Whether what is loaded goes by its module's name, or by one of the file's own. */
function requiredAs(at: ts.Node): 'same name' | 'own name' | undefined {
  const { parent } = at;
  if (ts.isBindingElement(parent)) return parent.propertyName === undefined ? 'same name' : 'own name';
  const holder = ts.isVariableDeclaration(at) ? at : enclosing(at, ts.isVariableDeclaration);
  return holder?.initializer !== undefined && isJavaScript(at.getSourceFile()) && /^require\([^()]*\)\.[\w$]+$/.test(holder.initializer.getText()) ? 'own name' : undefined;
}

/** G10: an accessor that is replaced while the program runs may be anything by the time it is called. Tests replace it for themselves. */
function patchOf(program: Program, accessor: Accessor): Block | undefined {
  for (const name of sinkNames(program, accessor)) {
    const reference = referenceExpression(name);
    const assignment = reference?.parent;
    if (assignment === undefined || isHandedOut(name) || !ts.isBinaryExpression(assignment) || assignment.left !== reference || assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken || isTestFile(program.oracle.fileOf(name))) continue;
    return { code: 'MONKEYPATCH', at: assignment, message: `\`${accessor.name}\` is replaced here, so a call may reach something else.` };
  }
  return undefined;
}

/** `createX.current()`, when the factory offers it. */
function withCurrent(program: Program, accessor: Accessor, need: Need, rename: Rename): Need {
  const { declaration } = accessor.factory;
  const { at } = need;
  if (declaration === undefined || !ts.isCallExpression(at) || at.arguments.length > 0 || program.oracle.type(declaration).getProperty('current') === undefined) return need;
  return { ...need, current: (writer) => {
    rename(accessor, at.expression, writer);
    writer.insert(at.getSourceFile(), at.expression.getEnd(), '.current', { kind: 'scope', why: 'Its callers cannot hand the context over: the factory asks the running request.' });
  } };
}

/** Type queries follow the accessor, they are no uses of it. */
export function typeUses(program: Program, accessors: readonly Accessor[], rename: Rename, uses: Uses): Need[] {
  return accessors.flatMap((accessor) => {
    const target: Target = { name: accessor.name, members: accessor.declarations, parameters: [], rename: (reference, writer) => { rename(accessor, reference, writer); } };
    return sinkNames(program, accessor).filter(isTypeUse).flatMap((name) => uses.classify(name, target));
  });
}

function isTypeUse(name: ts.Node): boolean {
  for (let at: ts.Node | undefined = name; at !== undefined && !ts.isStatement(at) && !ts.isExpression(at) || at === name; at = parentOf(at)) if (at !== undefined && ts.isTypeQueryNode(at)) return true;
  return false;
}

function isWanted(program: Program, name: ts.Node): boolean {
  const file = program.oracle.fileOf(name);
  const { include = [], exclude = [], tests, configuration } = program.request;
  const included = [...include, ...configuration.include];
  const excluded = [...exclude, ...configuration.exclude];
  if (!tests && isTestFile(file)) return false;
  return (included.length === 0 || included.some((glob) => matches(file, glob))) && !excluded.some((glob) => matches(file, glob));
}

function matches(file: string, glob: string): boolean {
  const pattern = glob.replace(/^\.\//, '').replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*\*\/?|\*|\?/g, (token) => (token === '**/' ? '(?:.*/)?' : token === '**' ? '.*' : token === '*' ? '[^/]*' : '[^/]'));
  return new RegExp(`^${pattern}(?:/.*)?$`).test(file);
}
