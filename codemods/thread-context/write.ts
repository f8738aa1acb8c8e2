/** Turns a solution into edits: parameters, lines at entry points, constructors, and every place that hands the context on. */
import { ts } from '@ts-morph/common';
import type { Accessor } from './accessors.js';
import { writeCallDoubles } from './call-doubles.js';
import { writeInjection } from './class-edits.js';
import { branchOf, firstInBlock } from './derived-lines.js';
import { addParameter, freeName } from './declarations.js';
import { writeDoubles } from './doubles.js';
import { FactoryNames } from './factory-names.js';
import { Imports } from './imports.js';
import type { Need, Source, Supply } from './model.js';
import type { Program } from './program.js';
import { optionBagOf, writeBagType } from './option-bags.js';
import { isPublic, keepsOldForm, writeForwarding } from './public-api.js';
import type { Solution } from './solution.js';
import { contains, isBodied, isCallable, isStatic, ownerOf, type Bodied } from './syntax.js';
import { removeOverrides } from './overrides.js';
import { declareIn, suitesOf } from './test-suites.js';
import { Writer } from './text.js';

export type Written = {
  readonly writer: Writer;
  readonly sources: readonly Source[];
  readonly threaded: ReadonlySet<ts.Node>;
  /** Types of options objects that take the context, each with its class. */
  readonly bags: readonly (readonly [ts.Node, ts.Node])[];
  /** Test doubles, each with what it stands in for. */
  readonly doubles: readonly (readonly [ts.Node, ts.Node])[];
  readonly barrels: ReadonlyMap<ts.SourceFile, ReadonlySet<ts.SourceFile>>;
};

/** Set while edits are written: which names the accessors' references take. */
export type Renamer = { current: FactoryNames | undefined };

export function writeSolution(program: Program, accessors: readonly Accessor[], solution: Solution, renamer: Renamer, types: readonly Need[]): Written {
  const writer = new Writer();
  const imports = new Imports(program);
  writer.named = (source, name, module) => imports.own(source, name, module);
  writer.contextType = (source) => imports.contextType(source);
  const staying = new Set(solution.sinks.filter((sink) => sink.block !== undefined).map((sink) => `${program.oracle.fileOf(sink.at)} ${sink.accessor}`));
  const factories = new FactoryNames(program, imports, { files: staying, uses: solution.sinks.flatMap((sink) => (sink.block === undefined ? [] : [sink.at])) }, writer);
  renamer.current = factories;

  const names: Map<ts.Node, string> = new Map();
  const nameIn = (node: ts.Node): string => {
    let name = names.get(node);
    if (name === undefined) {
      name = freeName(program, node);
      names.set(node, name);
    }
    return name;
  };
  const sources: Map<Bodied, Source> = new Map();
  const kept: Map<ts.ClassLikeDeclaration, ts.Node[]> = new Map();
  const needing: Set<ts.Node> = new Set();
  const placesOf: Map<Bodied, ts.Node[]> = new Map();
  const constructing: Map<ts.ClassLikeDeclaration, Need[]> = new Map();
  // A handler whose callers hand the context over for the sake of another one of its kind derives none of its own.
  const handed = new Set([...solution.groups].flatMap((group) => [...group.members]));
  const needs = [...solution.needs].map(([need, supply]): readonly [Need, Supply] => [need, supply.kind === 'source' && handed.has(supply.source.fn) ? { kind: 'parameter', owner: supply.source.fn, instead: [] } : supply]);
  for (const [need, supply] of needs) {
    if (supply.kind === 'source') {
      sources.set(supply.source.fn, supply.source);
      placesOf.set(supply.source.fn, [...(placesOf.get(supply.source.fn) ?? []), need.at]);
    }
    if (supply.kind === 'constructor' && !supply.kept) constructing.set(supply.owner, [...(constructing.get(supply.owner) ?? []), need]);
    if (supply.kind === 'parameter') needing.add(supply.owner);
    if (supply.kind === 'constructor' && supply.kept) kept.set(supply.owner, [...(kept.get(supply.owner) ?? []), need.at]);
  }

  const threaded: Set<ts.Node> = new Set();
  const bags: (readonly [ts.Node, ts.Node])[] = [];
  for (const group of solution.groups) {
    if (ts.isClassLike(group.key)) {
      const owner = group.key;
      const initialisers = constructing.get(owner) ?? [];
      const moved = owner.members.filter((at): at is ts.PropertyDeclaration => ts.isPropertyDeclaration(at) && !isStatic(at) && at.initializer !== undefined && initialisers.some((need) => contains(at, need.at)));
      threaded.add(owner);
      const bag = optionBagOf(program, owner);
      if (bag !== undefined) {
        bags.push([bag.type, owner]);
        writeBagType(bag, writer, 'Made for one request, it takes the context of that request.');
        continue;
      }
      writeInjection(program, { owner, name: nameIn(owner), field: kept.has(owner) ? nameIn(owner) : undefined, moved, reads: kept.get(owner) ?? [], used: initialisers.length > moved.length }, writer, imports);
      continue;
    }
    for (const member of group.members) {
      if (!isCallable(member) || !program.oracle.isOwn(member)) continue;
      const unused = isBodied(member) && !needing.has(member);
      // A function without parameters that has no use for the context fits the new signature as it is, if it is called through that.
      if (unused && member.parameters.length === 0 && !group.needs.some(({ at }) => calls(program, at, member))) continue;
      threaded.add(member);
      const name = isBodied(member) ? nameIn(member) : program.context.name;
      if (keepsOldForm(member) && isPublic(program, member)) writeForwarding(program, member, name, writer, imports);
      else addParameter(program, member, unused ? `_${name}` : name, writer, imports);
    }
  }

  const inSuite: Set<Bodied> = new Set();
  for (const suite of suitesOf(sources.values())) {
    const name = nameIn(suite.scope);
    for (const fn of [suite.hook, ...suite.members]) names.set(fn, name);
    for (const fn of suite.members) inSuite.add(fn);
    declareIn(suite, name, writer);
    const { expression, imports: { name: maker, module } } = sources.get(suite.hook) ?? { expression: (at: string) => at, imports: { name: '', module: '' } };
    writer.firstStatement(suite.hook, `${name} = ${expression(imports.own(suite.hook.getSourceFile(), maker, module))}`, { why: 'Every test works for a user of its own.' });
    inSuite.add(suite.hook);
  }

  const inline: Map<Bodied, string> = new Map();
  for (const source of sources.values()) {
    const { fn } = source;
    if (inSuite.has(fn)) continue;
    const called = imports.own(fn.getSourceFile(), source.imports.name, source.imports.module);
    source.prepare?.(writer);
    const why = `${source.name} (${source.kind}) is where the request comes in.`;
    const places = placesOf.get(fn) ?? [];
    const branch = source.kind === 'test' ? undefined : branchOf(fn, places);
    if (branch === undefined) writer.firstStatement(fn, `const ${nameIn(fn)} = ${source.expression(called)}`, { why });
    else if (ts.isBlock(branch)) firstInBlock(branch, `const ${nameIn(fn)} = ${source.expression(called)}`, writer, { why });
    else inline.set(fn, source.expression(called));
  }

  for (const owner of new Set([...solution.needs.values()].flatMap((supply) => (supply.kind === 'scope' && supply.owner !== undefined ? [supply.owner] : [])))) {
    const called = writer.named(owner.getSourceFile(), 'currentScope', program.context.module);
    writer.firstStatement(owner, `const ${nameIn(owner)} = ${called}().context`, { kind: 'scope', why: 'Its callers cannot hand the context over: it asks the running request.' });
  }

  const captured: Map<Bodied, readonly [name: string, value: string]> = new Map();
  /** What the class keeps, as a name for those functions in a method whose `this` is another. */
  const readField = (at: ts.Node, owner: ts.ClassLikeDeclaration, value: string): string => {
    const method = methodOfOtherThis(at, owner);
    if (method === undefined) return value;
    const name = nameIn(owner);
    captured.set(method, [name, value]);
    return name;
  };
  const textOf = (need: Need, supply: Supply): string => {
    switch (supply.kind) {
      case 'expression': return supply.text;
      case 'source': return inline.get(supply.source.fn) ?? nameIn(supply.source.fn);
      case 'parameter': return nameIn(supply.owner);
      case 'constructor': {
        const bag = optionBagOf(program, supply.owner);
        if (bag !== undefined) return readField(need.at, supply.owner, `this.${bag.path}`);
        return supply.kept && !inConstruction(need.at, supply.owner) ? readField(need.at, supply.owner, `this.${nameIn(supply.owner)}`) : nameIn(supply.owner);
      }
      case 'scope': return supply.owner === undefined ? `${writer.named(need.at.getSourceFile(), 'currentScope', program.context.module)}().context` : nameIn(supply.owner);
      case 'blocked': return '';
    }
  };
  for (const [need, supply] of needs) {
    if (supply.kind === 'scope' && supply.owner === undefined && need.current !== undefined) need.current(writer);
    else need.write(textOf(need, supply), writer);
  }
  for (const [method, [name, value]] of captured) writer.firstStatement(method, `const ${name} = ${value}`, { why: 'A function in it has a `this` of its own: it captures the context.' });
  for (const need of types) if (!staying.has(`${program.oracle.fileOf(need.at)} ${accessorOf(need)}`)) need.write('', writer);
  const doubles = [
    ...accessors.flatMap((accessor) => {
      const own = solution.sinks.filter((sink) => sink.accessor === accessor.name);
      const moved = own.filter((sink) => sink.block === undefined);
      if (moved.length === 0) return [];
      const gone = moved.length === own.length ? removeOverrides(program, accessor, writer) : [];
      return [...gone, ...writeDoubles(program, accessor, moved.length < own.length, writer)].flatMap((at) => moved.map((sink) => [at, sink.at] as const));
    }),
    ...writeCallDoubles(program, threaded, writer),
  ];
  imports.dropUnused(writer.removed);
  imports.write(writer);
  return { writer, sources: [...sources.values()], threaded, bags, barrels: factories.barrels, doubles };
}

/** Whether a call means this very function, and not another one of its signature. */
function calls({ oracle }: Program, call: ts.Node, fn: ts.Node): boolean {
  return ts.isCallExpression(call) && oracle.checkerOf(call).getResolvedSignature(call)?.declaration === fn;
}

/** Type queries know their accessor only by their text. */
function accessorOf(need: Need): string {
  return ts.isTypeQueryNode(need.at) ? need.at.exprName.getText() : '';
}

/** The method around a place, where a function with a `this` of its own lies between. */
function methodOfOtherThis(at: ts.Node, owner: ts.ClassLikeDeclaration): Bodied | undefined {
  let isOther = false;
  for (let node = at.parent; node !== owner; node = node.parent) {
    if (isBodied(node) && (node.parent === owner || ts.isPropertyDeclaration(node.parent) && node.parent.parent === owner)) return isOther ? node : undefined;
    isOther ||= isBodied(node) && !ts.isArrowFunction(node) || ts.isClassLike(node);
  }
  return undefined;
}

function inConstruction(at: ts.Node, owner: ts.ClassLikeDeclaration): boolean {
  const nearest = ownerOf(at);
  return nearest !== undefined && (nearest.kind === 'field' || ts.isConstructorDeclaration(nearest.node)) && contains(owner, at);
}
