/**
 * `getModel(options)`: only the first call's options were ever used. Where start-up alone gives them they are settings that every
 * later instance is made with; where requests give them, or something is looked up by them, a person has to decide.
 */
import { ts } from '@ts-morph/common';
import { isJavaScript, styleOf } from '../thread-context/style.js';
import { contains, forEachDescendant, lineOf, ownerOf } from '../thread-context/syntax.js';
import { callsOf, isBootOnly } from './boot.js';
import { placeOf, type Tools } from './constructor.js';
import type { Obstacle } from './obstacles.js';
import { callOf } from './paths.js';
import type { Singleton } from './singleton.js';
import { dropUnused } from './unused.js';
import type { Words } from './words.js';

type Parameter = ts.ParameterDeclaration & { readonly name: ts.Identifier };

export type Settings = {
  readonly parameters: readonly Parameter[];
  /** `modelSettings`: where the first call's are kept. */
  readonly keeper: string;
  /** `configureModel` */
  readonly configure: string;
  /** `if (!options) throw new Error(…)` */
  readonly guards: readonly ts.Statement[];
  /** Statements at start-up that only give them: `getModel({ name: 'large' });` */
  readonly calls: readonly ts.CallExpression[];
};

/** Undefined where the accessor takes nothing. */
export function settingsOf({ oracle, ...tools }: Tools, singleton: Singleton, words: Words): Settings | Obstacle | undefined {
  const { accessor, expression } = singleton;
  const fn = functionOf(singleton);
  if (fn === undefined || fn.parameters.length === 0 || expression === undefined) return undefined;
  const unclear = (at: ts.Node, message: string): Obstacle => ({ code: 'DEFINITION_UNCLEAR', at, message: `${accessor} takes ${fn.parameters.map((one) => one.getText()).join(', ')}, ${message}` });
  const parameters = fn.parameters.filter((one): one is Parameter => ts.isIdentifier(one.name) && one.dotDotDotToken === undefined);
  if (parameters.length < fn.parameters.length) return unclear(fn, 'which it takes apart: name it first.');
  const uses = usesOfParameters(fn, parameters);
  const guards = uses.flatMap((use) => guardAround(use, fn) ?? []);
  const other = uses.find((use) => !contains(expression, use) && !guards.some((guard) => contains(guard, use)));
  if (other !== undefined) return unclear(other, `and line ${String(lineOf(other))} does more with \`${other.getText()}\` than to make the instance: whether it says whose the instance is, or how all are made, is for a person to say.`);
  const references = callsOf(oracle, fn);
  const value = references.find((use) => callOf(use) === undefined);
  if (value !== undefined) return unclear(value, `and is handed on as a function at ${placeOf({ oracle, ...tools }, value)}: with what it is called there is not seen.`);
  const giving = references.flatMap((use) => callOf(use) ?? []).filter((call) => call.arguments.length > 0);
  const late = giving.find((call) => !isAtStart({ oracle, ...tools }, call));
  if (late !== undefined) return unclear(late, `which only the first call sets for everybody, and a request may be that first call (\`${late.getText().split('\n')[0] ?? ''}\`, ${placeOf({ oracle, ...tools }, late)}): set it at start-up, or make it part of what the request does with the instance.`);
  const subject = words.factory.replace(/^create/, '');
  return { parameters, guards: [...new Set(guards)], keeper: words.state.replace(/(Shared)?State$/, 'Settings'), configure: `configure${subject}`, calls: giving.filter(({ parent }) => ts.isExpressionStatement(parent)) };
}

function functionOf({ declaration }: Singleton): ts.FunctionLikeDeclaration | undefined {
  const value = ts.isVariableStatement(declaration) ? declaration.declarationList.declarations[0]?.initializer : declaration;
  return value !== undefined && (ts.isFunctionDeclaration(value) || ts.isArrowFunction(value) || ts.isFunctionExpression(value) || ts.isMethodDeclaration(value)) ? value : undefined;
}

function isAtStart({ oracle }: Tools, call: ts.CallExpression): boolean {
  const owner = ownerOf(call);
  return owner === undefined || (owner.kind === 'function' && isBootOnly(oracle, owner.node));
}

function usesOfParameters(fn: ts.FunctionLikeDeclaration, parameters: readonly Parameter[]): readonly ts.Identifier[] {
  const names = new Set(parameters.map(({ name }) => name.text));
  const uses: ts.Identifier[] = [];
  if (fn.body !== undefined) {
    forEachDescendant(fn.body, (node) => {
      if (ts.isIdentifier(node) && names.has(node.text) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node)) uses.push(node);
      return undefined;
    });
  }
  return uses;
}

function guardAround(use: ts.Node, fn: ts.Node): ts.Statement | undefined {
  for (let at = use; at !== fn; at = at.parent) {
    if (!ts.isIfStatement(at) || at.elseStatement !== undefined) continue;
    const { thenStatement: then } = at;
    const [only, ...more] = ts.isBlock(then) ? then.statements : [then];
    if (only !== undefined && ts.isThrowStatement(only) && more.length === 0) return at;
  }
  return undefined;
}

/** Where the settings are kept, to stand before the accessor. */
export function settingsDeclaration({ oracle, imports, runtime }: Tools, { parameters, keeper }: Settings, source: ts.SourceFile): string {
  const { newline, semicolon } = styleOf(source);
  const typed = parameters.map((one) => `${one.name.text}: ${one.type?.getText() ?? oracle.checkerOf(one).typeToString(oracle.type(one), one)} | undefined`);
  const returns = isJavaScript(source) ? '' : `: { ${typed.join('; ')} }`;
  return `/** What start-up says that every instance is made with. */${newline}const ${keeper} = ${imports.want(source, 'shared', runtime, false)}(()${returns} => ({ ${parameters.map(({ name }) => `${name.text}: undefined`).join(', ')} }))${semicolon}${newline}${newline}`;
}

/** `const { options = DEFAULTS } = modelSettings();`, and what has to hold before the instance is made. */
export const settingsRead = ({ parameters, keeper }: Settings, semicolon: string): string =>
  `const { ${parameters.map(({ name, initializer }) => `${name.text}${initializer === undefined ? '' : ` = ${initializer.getText()}`}`).join(', ')} } = ${keeper}()${semicolon}`;

/** `export function configureModel(options?: ModelOptions): void { … }`: as before, the first call decides. */
export function configureText({ parameters, keeper, configure }: Settings, source: ts.SourceFile, isExported: boolean): string {
  const { newline, semicolon, unit } = styleOf(source);
  const lines = parameters.map(({ name }) => `${unit}settings.${name.text} ??= ${name.text}${semicolon}`);
  return [
    '/** Says what every instance is made with, once at start-up. */',
    `${isExported ? 'export ' : ''}function ${configure}(${listOf(parameters)})${isJavaScript(source) ? '' : ': void'} {`,
    `${unit}const settings = ${keeper}()${semicolon}`,
    ...lines,
    '}',
  ].join(newline);
}

/** As declared; a default is made where the settings are read. */
export const listOf = (parameters: readonly Parameter[]): string => parameters.map((one) => (one.initializer === undefined ? one.getText() : `${one.name.text}${isJavaScript(one.getSourceFile()) ? '' : `?: ${one.type?.getText() ?? 'unknown'}`}`)).join(', ');

/** The old accessor reads what `configure` has kept, and start-up says it there. */
export function keepSettings(tools: Tools, singleton: Singleton, settings: Settings): void {
  const { writer, imports, oracle } = tools;
  const fn = functionOf(singleton);
  if (fn?.body === undefined) return;
  const source = fn.getSourceFile();
  const { newline, semicolon, unit } = styleOf(source);
  const why = 'What start-up says is kept for every instance.';
  const [first] = fn.parameters;
  if (first !== undefined) writer.replace(source, first.getStart(source), fn.parameters.at(-1)?.getEnd() ?? first.getEnd(), '', { why });
  const read = settingsRead(settings, semicolon);
  const indent = /^[ \t]*/.exec(source.text.slice(source.text.lastIndexOf('\n', singleton.declaration.getStart(source)) + 1))?.[0] ?? '';
  if (ts.isBlock(fn.body)) writer.insert(source, fn.body.getStart(source) + 1, `${newline}${indent}${unit}${read}`, { why });
  else writer.replaceNode(fn.body, `{${newline}${indent}${unit}${read}${newline}${indent}${unit}return ${fn.body.getText()}${semicolon}${newline}${indent}}`, { why });
  for (const call of settings.calls) writer.replaceNode(call.expression, imports.want(call.getSourceFile(), settings.configure, oracle.fileOf(fn), false), { why });
  dropUnused(tools, singleton.accessor.split('.')[0] ?? singleton.accessor, settings.calls.map(({ expression }) => expression));
}
