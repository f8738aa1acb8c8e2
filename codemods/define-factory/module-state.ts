/** State that a module keeps in its own variables, with the functions that speak of it: `signIn`/`whoAmI`, `setX`/`getX`. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { contains, forEachDescendant, hasModifier, isBodied, isClosure, unwrap } from '../thread-context/syntax.js';
import { divide, type Slot, type StateAnswers } from './partition.js';
import { usesOf } from './uses.js';
import type { SlotAt } from './writes.js';

export type Variable = ts.VariableDeclaration & { readonly name: ts.Identifier; readonly parent: ts.VariableDeclarationList };

/** A function at the top of a module: `function f() {}` or `const f = () => {}`. */
export type ModuleFunction = {
  readonly name: ts.Identifier;
  readonly fn: ts.FunctionLikeDeclaration;
  readonly statement: ts.FunctionDeclaration | ts.VariableStatement;
  readonly isExported: boolean;
};

export type ModuleState = {
  readonly source: ts.SourceFile;
  /** What is a request's or a user's; what is everybody's stays where it is. */
  readonly slots: readonly Slot<Variable>[];
  readonly functions: readonly ModuleFunction[];
  /** Uses of the slots that no function of the module stands around. */
  readonly elsewhere: readonly ts.Identifier[];
  /** All that the functions write, for the table. */
  readonly state: readonly Slot<Variable>[];
};

/** The state that a function, or a variable, of this name belongs to; undefined where it keeps nothing. */
export function moduleStateOf(oracle: TypeOracle, source: ts.SourceFile, name: string, answers: StateAnswers): ModuleState | undefined {
  const functions = functionsOf(source);
  const variables = variablesOf(source);
  const uses = new Map(variables.map((variable) => [variable, namesOf(oracle, source, variable)] as const));
  const users = (variable: Variable): ModuleFunction[] => functions.filter(({ statement }) => uses.get(variable)?.some((use) => contains(statement, use)));
  const written = divide(oracle, variables.map((declaration) => {
    const at = variableAt(oracle, declaration);
    return { declaration, field: declaration.name.text, name: declaration.name.text, at, uses: usesOf(oracle, [oracle.fileOf(source)], at) };
  }), answers).filter(({ isWritten }) => isWritten);

  const start = written.filter(({ declaration }) => declaration.name.text === name || users(declaration).some((one) => one.name.text === name));
  const [slots, touched] = closure(start, written.filter(isMoved), users);
  if (start.length === 0) return undefined;
  const reached = new Set([...touched, ...start.flatMap(({ declaration }) => users(declaration))]);
  return {
    source,
    slots,
    functions: functions.filter((one) => touched.has(one)),
    elsewhere: slots.flatMap(({ declaration }) => uses.get(declaration) ?? []).filter((use) => !functions.some(({ statement }) => contains(statement, use))),
    state: written.filter(({ declaration }) => users(declaration).some((one) => reached.has(one))),
  };
}

/** What is kept under users' keys is told apart already, also where one user writes for another. */
const isMoved = ({ kind, isKeyed }: Slot): boolean => kind === 'request' || (kind === 'user' && !isKeyed);

/** Two variables that one function uses can only move together, with all that use either. */
function closure(start: readonly Slot<Variable>[], all: readonly Slot<Variable>[], users: (variable: Variable) => readonly ModuleFunction[]): readonly [readonly Slot<Variable>[], ReadonlySet<ModuleFunction>] {
  const slots = new Set(start.filter(isMoved));
  const touched: Set<ModuleFunction> = new Set();
  for (let size = -1; size !== slots.size + touched.size;) {
    size = slots.size + touched.size;
    for (const { declaration } of slots) for (const one of users(declaration)) touched.add(one);
    for (const slot of all) if (users(slot.declaration).some((one) => touched.has(one))) slots.add(slot);
  }
  return [all.filter((slot) => slots.has(slot)), touched];
}

function functionsOf(source: ts.SourceFile): readonly ModuleFunction[] {
  return source.statements.flatMap((statement): ModuleFunction[] => {
    const isExported = hasModifier(statement, ts.SyntaxKind.ExportKeyword);
    if (ts.isFunctionDeclaration(statement)) return statement.name === undefined || statement.body === undefined ? [] : [{ name: statement.name, fn: statement, statement, isExported }];
    if (!ts.isVariableStatement(statement)) return [];
    const [declaration, ...others] = statement.declarationList.declarations;
    const value = declaration?.initializer && unwrap(declaration.initializer);
    return declaration === undefined || value === undefined || others.length > 0 || !ts.isIdentifier(declaration.name) || !isClosure(value) ? [] : [{ name: declaration.name, fn: value, statement, isExported }];
  });
}

export function variablesOf(source: ts.SourceFile): readonly Variable[] {
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => declarationList.declarations)
    .filter((declaration): declaration is Variable => ts.isIdentifier(declaration.name) && !(declaration.initializer !== undefined && isClosure(unwrap(declaration.initializer))));
}

function namesOf(oracle: TypeOracle, source: ts.SourceFile, variable: Variable): readonly ts.Identifier[] {
  return oracle.identifiers(oracle.fileOf(source), variable.name.text).filter((node): node is ts.Identifier => ts.isIdentifier(node) && node !== variable.name && declares(oracle, node, [variable]));
}

const declares = (oracle: TypeOracle, node: ts.Identifier, variables: readonly Variable[]): boolean => declarationsOf(oracle, node).some((declaration) => variables.includes(declaration as Variable));

/** What a name stands for; in `{ recall }` that is the value, not the property. */
export function declarationsOf(oracle: TypeOracle, node: ts.Node): readonly ts.Declaration[] {
  const symbol = ts.isShorthandPropertyAssignment(node.parent) ? oracle.checkerOf(node).getShorthandAssignmentValueSymbol(node.parent) : oracle.symbol(node);
  return oracle.declarations(symbol);
}

export const variableAt = (oracle: TypeOracle, variable: Variable): SlotAt => (node) => (ts.isIdentifier(node) && node.text === variable.name.text && node !== variable.name && declares(oracle, node, [variable]) ? node.text : undefined);

/** Whether the function calls itself by parts of the language that a closure cannot keep: `this`, or overloads. */
export function peculiarityOf({ fn, name }: ModuleFunction): string | undefined {
  if (fn.parameters.some((parameter) => !ts.isIdentifier(parameter.name))) return 'takes its parameter apart';
  if (fn.parameters.some(({ name: parameter }) => parameter.getText() === 'this')) return 'has a `this`';
  const overloads = name.getSourceFile().statements.filter((statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name.text);
  if (overloads.length > 1) return 'has overloads';
  let readsArguments = false;
  forEachDescendant(fn, (node) => {
    readsArguments ||= ts.isIdentifier(node) && node.text === 'arguments';
    return !isBodied(node);
  });
  return readsArguments ? 'reads `arguments`' : undefined;
}
