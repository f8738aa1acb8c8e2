/** B11 and D9: members chosen by a key that is known only as a type: `store[which](runId)`, `actions[name](runId)`. */
import { ts } from '@ts-morph/common';
import { statementsKnowing } from '../oracle/knowing.js';
import { callableOf } from './callables.js';
import type { Need, Target } from './model.js';
import type { Program } from './program.js';
import { importsOf, requiresOf } from './import-lines.js';
import { forEachDescendant, parentOf, statementOf, unwrap } from './syntax.js';
import type { Uses } from './uses.js';

/** Every `object[key]` of the program whose key is no literal and no number, by statement. */
class ComputedAccesses {
  readonly #program: Program;
  readonly #byStatement: Map<ts.Statement, readonly ts.ElementAccessExpression[]> = new Map();

  constructor(program: Program) {
    this.#program = program;
  }

  in(statements: Iterable<ts.Statement>): ts.ElementAccessExpression[] {
    return [...statements].flatMap((statement) => this.#of(statement));
  }

  /** Of those, `module[key]`, where the module is imported or required whole. */
  get ofModules(): readonly ts.ElementAccessExpression[] {
    this.#ofModules ??= this.#program.oracle.files.flatMap((file) => this.#modulesOf(file));
    return this.#ofModules;
  }

  #ofModules: readonly ts.ElementAccessExpression[] | undefined;

  #modulesOf(file: string): readonly ts.ElementAccessExpression[] {
    const { oracle } = this.#program;
    const source = oracle.source(file);
    if (source === undefined) return [];
    const imported = importsOf(source).flatMap(({ importClause }) => (importClause?.namedBindings !== undefined && ts.isNamespaceImport(importClause.namedBindings) ? [importClause.namedBindings.name] : []));
    const required = requiresOf(source).flatMap(({ name }) => (ts.isIdentifier(name) ? [name] : []));
    return [...imported, ...required].flatMap(({ text }) => oracle.identifiers(file, text)).flatMap(({ parent }) => (ts.isElementAccessExpression(parent) && this.#isComputed(parent) ? [parent] : []));
  }

  #isComputed({ argumentExpression }: ts.ElementAccessExpression): boolean {
    return !ts.isStringLiteralLike(argumentExpression) && !ts.isNumericLiteral(argumentExpression) && (this.#program.oracle.type(argumentExpression).flags & ts.TypeFlags.NumberLike) === 0;
  }

  #of(statement: ts.Statement): readonly ts.ElementAccessExpression[] {
    let known = this.#byStatement.get(statement);
    if (known === undefined) {
      const found: ts.ElementAccessExpression[] = [];
      forEachDescendant(statement, (node) => {
        if (ts.isElementAccessExpression(node)) found.push(node);
        return undefined;
      });
      known = found.filter((node) => this.#isComputed(node));
      this.#byStatement.set(statement, known);
    }
    return known;
  }
}

/** One index for a program, however often it is solved. */
const indices: WeakMap<Program, ComputedAccesses> = new WeakMap();

function accessesOf(program: Program): ComputedAccesses {
  const known = indices.get(program) ?? new ComputedAccesses(program);
  indices.set(program, known);
  return known;
}

/** The needs of the accesses that may mean one of these members. */
export function computedNeeds(uses: Uses, declarations: ReadonlySet<ts.Node>, names: readonly string[], target: Target): Need[] {
  const members = [...declarations].filter((at) => isMember(at));
  const { oracle, references } = uses.program;
  const statements = new Set(members.flatMap((at) => [...statementsKnowing(oracle, at)]));
  const accesses = [...(members.length === 0 ? [] : accessesOf(uses.program).in(statements)), ...([...declarations].some(isTopLevel) ? accessesOf(uses.program).ofModules : [])];
  return [...new Set(accesses)].flatMap((access) => {
    const receiver = oracle.checkerOf(access).getApparentType(oracle.type(access.expression));
    const meant = names.filter((name) => references.ofProperty(receiver, name, access).some((at) => declarations.has(at)));
    const keys = keysOf(oracle.type(access.argumentExpression));
    if (meant.length === 0 || keys !== undefined && !meant.some((name) => keys.includes(name))) return [];
    const others = (keys ?? receiver.getProperties().map((property) => property.name)).flatMap((key) => oracle.declarations(receiver.getProperty(key))).filter((at) => !declarations.has(at));
    const whole = isRegistry(members, others) && target.rename === undefined;
    if (whole) joinAll(uses, target, others);
    const needs = uses.ofExpression(access, { name: target.name, members: target.members, parameters: target.parameters });
    if (whole) return needs;
    const all = (): boolean => keys !== undefined && others.every((at) => uses.takesContext(at));
    const message = `\`${access.getText()}\` may be \`${target.name}\`, which takes the context, or a member that does not.`;
    return needs.map((need) => ({ ...need, silent: true, lateBlock: () => (all() ? undefined : { code: 'DYNAMIC_DISPATCH' as const, at: access, message }) }));
  });
}

/** The literals that the key's type allows; undefined when it may be any text. */
function keysOf(type: ts.Type): readonly string[] | undefined {
  const parts = type.isUnion() ? type.types : [type];
  const literals = parts.flatMap((at) => (at.isStringLiteral() ? [at.value] : []));
  return literals.length === parts.length ? literals : undefined;
}

/** What a module can hand out. */
function isTopLevel(declaration: ts.Node): boolean {
  const statement = statementOf(declaration);
  return parentOf(statement) !== undefined && ts.isSourceFile(statement.parent);
}

function isMember(declaration: ts.Node): boolean {
  const parent = parentOf(declaration);
  return parent !== undefined && (ts.isClassLike(parent) || ts.isInterfaceDeclaration(parent) || ts.isTypeLiteralNode(parent) || ts.isObjectLiteralExpression(parent));
}

/** A record of functions: all entries are called alike, so all of them take the context. */
function isRegistry(members: readonly ts.Node[], others: readonly ts.Declaration[]): boolean {
  const [literal] = members.map(parentOf);
  return literal !== undefined && ts.isObjectLiteralExpression(literal) && others.every((at) => parentOf(at) === literal);
}

/** The entries' own functions, and those that the entries name. */
function joinAll(uses: Uses, { members }: Target, entries: readonly ts.Declaration[]): void {
  const [key] = members;
  if (key === undefined) return;
  for (const entry of entries) {
    const own = callableOf(entry);
    const named = own === undefined ? namedIn(uses, entry).flatMap((at) => callableOf(at) ?? []) : [own];
    for (const callable of named) uses.program.families.join(key, callable);
  }
}

function namedIn(uses: Uses, entry: ts.Declaration): readonly ts.Declaration[] {
  if (ts.isShorthandPropertyAssignment(entry)) return uses.program.references.declarations(entry.name);
  if (!ts.isPropertyAssignment(entry)) return [];
  const value = unwrap(entry.initializer);
  return ts.isIdentifier(value) ? uses.program.references.declarations(value) : ts.isPropertyAccessExpression(value) ? uses.program.references.declarations(value.name) : [];
}
