/** The legacy accessor, its factory, and every use of it. */
import { ts } from '@ts-morph/common';
import { UserError } from '../../src/project/user-error.js';
import { isHandedOut } from './commonjs.js';
import type { Program } from './program.js';
import { contains, forEachDescendant, isStatic, parentOf, unwrap } from './syntax.js';

export type Accessor = {
  /** As the user says it: `getAgentInstanceFactory`, `AgentHub.getInstance`. */
  readonly name: string;
  readonly declarations: ReadonlySet<ts.Node>;
  readonly kind: 'function' | 'static' | 'instance';
  readonly factory: { readonly name: string; /** A file of the project, or a package. */ readonly home: string; readonly declaration: ts.Node | undefined };
};

export function findAccessors(program: Program): Accessor[] {
  const { request } = program;
  const known = request.configuration.accessors;
  const names = request.accessors.length > 0 ? request.accessors : known.map((at) => at.legacy);
  return names.flatMap((name) => {
    const factory = known.find((at) => at.legacy === name)?.factory ?? derivedFactory(name);
    const found = find(program, name);
    if (found.length === 0 && request.accessors.length > 0) throw new UserError(`Nothing in this project is called ${name}: check the accessor's name.`);
    return byModule(program, found).map((declarations) => resolve(program, name, declarations, factory));
  });
}

/** `getX` → `createX`, `X.getInstance` → `createX`, `store` → `createStore`. */
export function derivedFactory(name: string): string {
  const [owner, member] = name.split('.');
  const base = member === undefined ? name : (owner ?? name);
  const bare = /^get[A-Z]/.test(base) ? base.slice(3) : base;
  return `create${bare.charAt(0).toUpperCase()}${bare.slice(1)}`;
}

function find(program: Program, name: string): ts.Node[] {
  const [first, member] = name.split('.');
  const text = member ?? first ?? name;
  const { oracle } = program;
  const found: ts.Node[] = [];
  for (const file of oracle.filesNaming(text)) {
    for (const node of oracle.identifiers(file, text)) {
      const parent = parentOf(node);
      if (parent === undefined || (parent as { readonly name?: ts.Node }).name !== node) continue;
      if (member !== undefined) {
        const isMember = (ts.isMethodDeclaration(parent) || ts.isGetAccessorDeclaration(parent) || ts.isPropertyDeclaration(parent)) && isStatic(parent);
        if (isMember && ts.isClassLike(parent.parent) && parent.parent.name?.text === first) found.push(parent);
      } else if (ts.isFunctionDeclaration(parent) && ts.isSourceFile(parent.parent) || ts.isVariableDeclaration(parent) && ts.isSourceFile(parent.parent.parent.parent)) {
        found.push(parent);
      } else if (isMadeInExports(node, parent)) {
        found.push(parent);
      } else if (ts.isImportSpecifier(parent) && (parent.propertyName ?? parent.name).text === text) {
        found.push(...oracle.declarations(oracle.symbol(node)).filter((at) => !oracle.isOwn(at)));
      }
    }
  }
  return [...new Set(found)];
}

/** `module.exports = { getA: () => a }`, `exports.getA = function () {…}`; where a name is handed out, that is declared elsewhere. */
function isMadeInExports(name: ts.Node, declared: ts.Node): boolean {
  if (ts.isMethodDeclaration(declared)) return isHandedOut(name);
  const value = ts.isPropertyAssignment(declared) ? declared.initializer : ts.isPropertyAccessExpression(declared) && ts.isBinaryExpression(declared.parent) ? declared.parent.right : undefined;
  return value !== undefined && !ts.isIdentifier(unwrap(value)) && isHandedOut(name);
}

function byModule(program: Program, declarations: readonly ts.Node[]): ts.Node[][] {
  const files: Map<string, ts.Node[]> = new Map();
  for (const at of declarations) {
    const file = program.oracle.isOwn(at) ? program.oracle.fileOf(at) : '';
    files.set(file, [...(files.get(file) ?? []), at]);
  }
  return [...files.values()];
}

function resolve(program: Program, name: string, declarations: readonly ts.Node[], factory: string): Accessor {
  const { oracle } = program;
  const [first] = declarations;
  const home = first !== undefined && oracle.isOwn(first) ? oracle.fileOf(first) : program.context.module;
  const kind = name.includes('.') ? 'static' : first !== undefined && isFunction(program, first) ? 'function' : 'instance';
  const here = oracle.source(home);
  const declared = here === undefined ? undefined : exportsOf(program, here).get(factory);
  const all = { name, kind, declarations: new Set(declarations) } as const;
  if (declared !== undefined) return { ...all, factory: { name: factory, home, declaration: declarationOf(program, declared) } };
  if (here === undefined) return { ...all, factory: { name: factory, home, declaration: undefined } };
  const elsewhere = oracle.filesNaming(factory).find((file) => {
    const source = oracle.source(file);
    const symbol = source === undefined ? undefined : exportsOf(program, source).get(factory);
    return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) === 0;
  });
  const source = elsewhere === undefined ? undefined : oracle.source(elsewhere);
  const declaration = source === undefined ? undefined : declarationOf(program, exportsOf(program, source).get(factory));
  return { ...all, factory: { name: factory, home: elsewhere ?? program.context.module, declaration } };
}

/** Where a factory is made: `const createA = perRequest(() => getA())`, of which only then `module.exports = { createA }` is a name. */
function declarationOf({ oracle, references }: Program, exported: ts.Symbol | undefined): ts.Node | undefined {
  const [first] = oracle.declarations(exported);
  const name = first === undefined ? undefined : handedOut(first);
  return name === undefined ? first : references.declarations(name)[0] ?? first;
}

/** The name that stands for what is exported: `createA` in `export { createA }`, `{ createA }`, `{ createA: createA }` and `exports.createA = createA`. */
function handedOut(exported: ts.Node): ts.Node | undefined {
  if (ts.isShorthandPropertyAssignment(exported) || ts.isExportSpecifier(exported)) return exported.name;
  const assignment = ts.isBinaryExpression(exported) ? exported : parentOf(exported);
  const value = ts.isPropertyAssignment(exported) ? exported.initializer : assignment !== undefined && ts.isBinaryExpression(assignment) ? assignment.right : undefined;
  const name = value === undefined ? undefined : unwrap(value);
  return name !== undefined && ts.isIdentifier(name) ? name : undefined;
}

export function exportsOf(program: Program, source: ts.SourceFile): Map<string, ts.Symbol> {
  const checker = program.oracle.checkerOf(source);
  const module = checker.getSymbolAtLocation(source);
  if (module === undefined) return new Map();
  // `module.exports = { getA: () => a }`: the members of what is exported whole.
  const whole = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  const members = whole === undefined ? [] : checker.getTypeOfSymbolAtLocation(whole, source).getProperties();
  return new Map([...members, ...checker.getExportsOfModule(module)].map((symbol) => [symbol.name, symbol] as const));
}

function isFunction(program: Program, declaration: ts.Node): boolean {
  return program.oracle.type(declaration).getCallSignatures().length > 0;
}

/** A getter that asks the running scope (`createX.current()`, `legacyGetter({ mode: 'scoped' })`): within a request, old and new uses share an instance. */
export function asksScope({ declarations, factory }: Accessor): boolean {
  return [...declarations].some((declaration) => {
    let asks = false;
    forEachDescendant(declaration, (node) => {
      if (ts.isCallExpression(node)) asks ||= node.expression.getText() === `${factory.name}.current`;
      if (ts.isPropertyAssignment(node)) asks ||= node.name.getText() === 'mode' && ts.isStringLiteralLike(node.initializer) && node.initializer.text === 'scoped';
      return !asks;
    });
    return asks;
  });
}

const known: WeakMap<Accessor, readonly ts.Node[]> = new WeakMap();

/** The places where the accessor is used as a value, outside its own declaration. */
export function sinkNames(program: Program, accessor: Accessor): readonly ts.Node[] {
  const names = known.get(accessor) ?? findNames(program, accessor);
  known.set(accessor, names);
  return names;
}

function findNames(program: Program, accessor: Accessor): ts.Node[] {
  const names = [accessor.name.split('.').at(-1) ?? accessor.name];
  // A factory may still be built on the accessor; turning that call too would make it call itself.
  const own = [...accessor.declarations, ...(accessor.factory.declaration === undefined ? [] : [accessor.factory.declaration])].map((at) => (ts.isVariableDeclaration(at) ? at.parent.parent : at));
  return program.references.to(accessor.declarations, names).map(({ name }) => name).filter((name) => !own.some((at) => contains(at, name)));
}
