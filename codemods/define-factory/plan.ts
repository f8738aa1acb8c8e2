/** Plans the step from a singleton's definition to a per-request factory: pure, edits as data, like the threading engine's plan. */
import { join } from 'node:path';
import { ts } from '@ts-morph/common';
import type { Configuration } from '../../src/project/configuration.js';
import { factoryName } from '../../src/project/names.js';
import { UserError } from '../../src/project/user-error.js';
import type { Edit, Plan, Refusal } from '../change/plan.js';
import type { RefusalCode } from '../change/reasons.js';
import type { StateRow } from '../change/report.js';
import { readSource } from '../change/source.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { Imports } from '../thread-context/imports.js';
import { Program } from '../thread-context/program.js';
import { styleOf } from '../thread-context/style.js';
import { hasModifier, lineOf } from '../thread-context/syntax.js';
import { Writer } from '../thread-context/text.js';
import { deprecateFunction, deprecateInstance, deprecateObject, deprecateStatic, factoryText } from './accessor.js';
import { releaseConstructor, scopeProvider } from './class-shapes.js';
import { addContextParameter, constructions, passContext, placeOf, takesContext, type Tools } from './constructor.js';
import { obstacleTo } from './obstacles.js';
import { isField, type Field, type Slot, type StateAnswers } from './partition.js';
import { findSingletons } from './recognise.js';
import { sharedFields, shareField, stateDeclaration } from './shared-state.js';
import type { Singleton } from './singleton.js';
import { stateOf } from './state.js';
import { wordsFor, type Words } from './words.js';

export type DefinitionRequest = {
  readonly root: string;
  readonly oracle: TypeOracle;
  readonly configuration: Configuration;
  readonly accessors: readonly string[];
  readonly answers?: StateAnswers;
};

/** A plan, and the table of whose each part of the state is. */
export type DefinitionPlan = Plan & { readonly state: readonly StateRow[] };

type Outcome = { readonly state: readonly Slot[]; readonly refused?: { readonly code: RefusalCode; readonly at: ts.Node; readonly message: string } };

export function planDefinition(request: DefinitionRequest): DefinitionPlan {
  const { oracle, configuration, root, accessors } = request;
  const program = new Program({ root, oracle, configuration, accessors, fallback: 'refuse', tests: true });
  const writer = new Writer();
  const imports = new Imports(program);
  const tools: Tools = { oracle, writer, imports, runtime: configuration.context.module, context: configuration.context.name, contextType: configuration.context.type };
  const outcomes = accessors.map((accessor) => ({ accessor, singleton: only(oracle, accessor) })).map(({ accessor, singleton }) => ({ accessor, singleton, ...define(tools, singleton, configuration, request.answers) }));
  imports.write(writer);
  const edits = editsOf(oracle, writer);
  return {
    version: 1,
    root,
    accessors,
    hashes: hashesOf(root, edits),
    edits,
    components: [{ id: 1, files: [...new Set(edits.map(({ file }) => file))], sinks: outcomes.length }],
    sinks: outcomes.map(({ accessor, singleton, refused }) => ({ ...position(oracle, singleton.declaration), accessor, outcome: refused === undefined ? 'rewritten' : 'refused', component: 1 })),
    refusals: outcomes.flatMap(({ refused }): Refusal[] => (refused === undefined ? [] : [{ ...position(oracle, refused.at), code: refused.code, message: refused.message, component: 1 }])),
    functionsThreaded: 0,
    entryPoints: [],
    edges: { proved: 0, adapted: 0, waived: 0, refused: 0 },
    state: outcomes.flatMap(({ state }) => state.map(({ name, kind, why, evidence }) => ({ name, kind, why, evidence }))),
  };
}

function only(oracle: TypeOracle, accessor: string): Singleton {
  const [singleton, ...others] = findSingletons(oracle, accessor);
  if (singleton === undefined) throw new UserError(`No definition of ${accessor} was found that makes one instance and keeps it.`);
  if (others.length > 0) throw new UserError(`${accessor} is defined ${String(others.length + 1)} times: ${[singleton, ...others].map(({ declaration }) => `${oracle.fileOf(declaration)}:${String(lineOf(declaration))}`).join(', ')}. Narrow the run to one of them with --include.`);
  return singleton;
}

function define(tools: Tools, singleton: Singleton, configuration: Configuration, answers: StateAnswers = {}): Outcome {
  const words = wordsFor(tools.oracle, singleton, configuration);
  const state = stateOf(tools.oracle, singleton, answers);
  const refuse = (code: RefusalCode, at: ts.Node, message: string): Outcome => ({ state, refused: { code, at, message } });
  // Defined before, by this codemod or by hand: a second run has nothing to do.
  if (isDefined(singleton, factoryName(singleton.accessor, configuration))) return { state };

  const unclear = state.filter(({ kind }) => kind === 'unclear');
  if (unclear[0] !== undefined) return refuse('STATE_UNCLEAR', unclear[0].declaration, `${unclear.map(({ name, why }) => `${name} ${why}`).join('; ')}. Say whose it is, with --state or --interactive.`);
  const { class: owner } = singleton;
  if (!state.some(({ kind }) => kind === 'request' || kind === 'user')) return refuse('SHARED_BY_DESIGN', singleton.declaration, `${singleton.accessor} keeps nothing of a request${state.length === 0 ? '' : ` (${state.map(({ field, kind }) => `${field}: ${kind}`).join(', ')})`}. Add it to \`allow\` in the configuration.`);
  const obstacle = obstacleTo(tools.oracle, singleton, state);
  if (obstacle !== undefined) return refuse(obstacle.code, obstacle.at, obstacle.message);
  const shared = sharedFields(state).filter(isField);

  if (singleton.kind === 'container') scopeProvider(tools, singleton);
  else if (singleton.kind === 'constructor') releaseConstructor(tools, singleton, words);
  else {
    const refused = owner === undefined ? undefined : contextualise(tools, singleton, owner);
    if (refused !== undefined) return refuse('CONSTRUCTED_ELSEWHERE', refused.at, refused.message);
    writeAccessor(tools, singleton, words, state);
  }
  if (owner !== undefined) shareState(tools, owner, shared, words);
  return { state };
}

/** Gives the constructor its parameter and every test that constructs the class a user; or says who else constructs it. */
function contextualise(tools: Tools, singleton: Singleton, owner: ts.ClassDeclaration): { at: ts.Node; message: string } | undefined {
  if (takesContext(tools, owner)) return undefined;
  const { tests, others } = constructions(tools, owner, [singleton.declaration]);
  if (others[0] !== undefined) return { at: others[0], message: `${owner.name?.text ?? 'The class'} is also constructed at ${others.map((node) => placeOf(tools, node)).join(', ')}.` };
  addContextParameter(tools, owner);
  for (const making of tests) passContext(tools, making, `${tools.imports.want(making.getSourceFile(), 'createTestUserContext', `${tools.runtime}/testing`, false)}()`, 'A test makes its own user.');
  return undefined;
}

function isDefined(singleton: Singleton, factory: string): boolean {
  const { declaration } = singleton;
  if (singleton.kind === 'container') return /\bscope\b/.test(declaration.getText());
  return declaration.getSourceFile().statements.some((statement) => {
    if (ts.isExpressionStatement(statement)) return statement.getText().startsWith(`module.exports.${factory} =`);
    if (!ts.isVariableStatement(statement)) return false;
    return statement.declarationList.declarations.some(({ name }) => name.getText() === factory || name.getText() === `${factory}ForRequest`);
  });
}

function shareState(tools: Tools, owner: ts.ClassDeclaration, shared: readonly Field[], { state }: Words): void {
  if (shared.length === 0) return;
  const source = owner.getSourceFile();
  const start = owner.getStart(source, true);
  tools.writer.insert(source, start, stateDeclaration(tools, shared, state), { why: `${shared.map(({ field }) => field).join(', ')} must outlive the request.` });
  for (const field of shared) shareField(tools, field, state);
}

function writeAccessor(tools: Tools, singleton: Exclude<Singleton, { kind: 'constructor' | 'container' }>, words: Words, state: readonly Slot[]): void {
  const { expression, declaration, accessor } = singleton;
  if (expression === undefined) return;
  const source = declaration.getSourceFile();
  const value = singleton.kind === 'instance' && ts.isVariableStatement(singleton.declaration) ? singleton.declaration.declarationList.declarations[0] : undefined;
  if (singleton.kind === 'instance' && value !== undefined && hasInitializer(value) && ts.isObjectLiteralExpression(expression)) {
    deprecateObject(tools, singleton, value, words, isVisible(singleton));
    return;
  }
  // A collection that holds something for each user becomes that user's own.
  const lifetime = state.some(({ name, kind }) => name === accessor && kind === 'user') ? 'perUser' : 'perRequest';
  const factory = factoryText(tools, source, words, makerText(tools, singleton, expression), isVisible(singleton), lifetime);
  if (singleton.class !== undefined && ts.isNewExpression(expression)) {
    const { quote } = styleOf(expression.getSourceFile());
    const type = tools.imports.want(expression.getSourceFile(), tools.contextType, tools.runtime, false);
    passContext(tools, expression, `${type}.system(${quote}${accessor}, shared by callers that are not migrated${quote})`, 'The shared instance of old belongs to no user.');
  }
  if (singleton.kind === 'function') deprecateFunction(tools, singleton, words, factory);
  else if (singleton.kind === 'static') deprecateStatic(tools, singleton, words, factory);
  else deprecateInstance(tools, singleton, words, factory);
}

const hasInitializer = (value: ts.VariableDeclaration): value is ts.VariableDeclaration & { readonly initializer: ts.Expression } => value.initializer !== undefined;

/** The making as it stands, with the context first where a class of the program is constructed. */
function makerText({ context }: Tools, { class: owner, isAsync }: Singleton, expression: ts.Expression): string {
  const isConstructed = owner !== undefined && ts.isNewExpression(expression);
  const head = `${isAsync ? 'async ' : ''}(${isConstructed ? context : ''}) => `;
  if (!isConstructed) return `${head}${ts.isObjectLiteralExpression(expression) ? `(${expression.getText()})` : expression.getText()}`;
  const rest = expression.arguments?.map((argument) => argument.getText()) ?? [];
  const types = expression.typeArguments === undefined ? '' : `<${expression.typeArguments.map((type) => type.getText()).join(', ')}>`;
  return `${head}new ${expression.expression.getText()}${types}(${[context, ...rest].join(', ')})`;
}

function isVisible(singleton: Singleton): boolean {
  const holder = singleton.kind === 'static' ? singleton.owner : singleton.declaration;
  return hasModifier(holder, ts.SyntaxKind.ExportKeyword);
}

function position(oracle: TypeOracle, node: ts.Node): { file: string; line: number; column: number } {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file: oracle.fileOf(node), line: line + 1, column: character + 1 };
}

function editsOf(oracle: TypeOracle, writer: Writer): readonly Edit[] {
  return writer.sources.flatMap((source) => {
    const file = oracle.fileOf(source);
    return writer.edits(source).map((edit) => ({ ...edit, id: `${file}:${String(edit.start)}`, file, component: 1 }));
  });
}

function hashesOf(root: string, edits: readonly Edit[]): Record<string, string> {
  const files = [...new Set(edits.map(({ file }) => file))];
  return Object.fromEntries(files.flatMap((file) => {
    const source = readSource(join(root, file));
    return 'hash' in source ? [[file, source.hash] as const] : [];
  }));
}
