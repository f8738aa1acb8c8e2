/** One definition: the constructor takes the context, the state is divided, the factory stands beside the deprecated accessor. */
import { ts } from '@ts-morph/common';
import type { AccessorConfiguration, Configuration } from '../../src/project/configuration.js';
import { factoryName } from '../../src/project/names.js';
import type { ResourceRow } from '../change/report.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { styleOf } from '../thread-context/style.js';
import { hasModifier } from '../thread-context/syntax.js';
import { deprecateFunction, deprecateInstance, deprecateObject, deprecateStatic, factoryText } from './accessor.js';
import { partsOf, type Part } from './parts.js';
import { releaseConfiguration } from './configuring.js';
import { obstacleToScoping, scopeProvider } from './container.js';
import { addContextParameter, constructions, passContext, placeOf, takesContext, type Tools } from './constructor.js';
import { obstacleTo, reasonInState, type Obstacle } from './obstacles.js';
import { isField, type Field, type Slot, type StateAnswers } from './partition.js';
import { obstacleToResetting, resetKeepers, resetsOf } from './resets.js';
import { closingMember, resourcesOf, touches } from './resources.js';
import { obstacleToReleasing, releaseConstructor } from './released-constructor.js';
import { keepSettings, settingsDeclaration, settingsOf, settingsRead, type Settings } from './settings.js';
import { keeperDeclaration, moveField, sharedFields, type Keeper } from './shared-state.js';
import type { Singleton } from './singleton.js';
import { stateOf } from './state.js';
import { wordsFor, type Words } from './words.js';

export type Outcome = {
  readonly state: readonly Slot[];
  /** What callers say from now on. */
  readonly renames: readonly AccessorConfiguration[];
  readonly refused?: Obstacle;
  /** What the constructor opens. */
  readonly resources?: readonly ResourceRow[];
  /** Calls at start-up that configure what all share now, without the accessor. */
  readonly turned?: number;
};

/** Writes the edits of one definition, or says what stands in their way. */
export function define(tools: Tools, singleton: Singleton, configuration: Configuration, answers: StateAnswers): Outcome {
  const words = wordsFor(tools.oracle, singleton, configuration);
  const state = stateOf(tools.oracle, singleton, answers);
  // Defined before, by this codemod or by hand: a second run has nothing to do.
  const known = definedName(singleton, factoryName(singleton.accessor, configuration));
  const renames = singleton.kind === 'container' ? [] : [{ legacy: singleton.kind === 'constructor' ? getterOf(singleton, words, known !== undefined) : singleton.accessor, factory: known ?? words.factory }];
  if (known !== undefined) return { state, renames };
  const settings = settingsOf(tools, singleton, words);
  const refused = reasonInState(singleton.accessor, singleton.declaration, state) ?? (settings !== undefined && 'code' in settings ? settings : undefined) ?? reasonAgainst(tools, singleton, state);
  if (refused !== undefined || (settings !== undefined && 'code' in settings)) return { state, renames: [], ...(refused && { refused }) };

  const { class: owner } = singleton;
  const moved = sharedFields(state).filter(isField);
  const resources = owner === undefined ? [] : resourcesOf(tools.oracle, owner, moved);
  const open = resources.find(({ closedBy, text }) => closedBy === null && !/\bset(Timeout|Immediate)\b/.test(text));
  if (open !== undefined) return { state, renames: [], resources, refused: { code: 'DEFINITION_UNCLEAR', at: singleton.declaration, message: `The constructor opens \`${open.text}\` (${open.file}:${String(open.line)}), which nothing would close when a request ends. ${open.needs}` } };
  const knowsContext = owner !== undefined && singleton.kind !== 'container' && !takesContext(tools, owner);
  const homeless = knowsContext || owner === undefined ? undefined : moved.find(({ kind, isKeyed }) => kind === 'user' && !isKeyed);
  if (homeless !== undefined) return { state, renames: [], refused: { code: 'DEFINITION_UNCLEAR', at: homeless.declaration, message: `${homeless.name} ${homeless.why}, and ${singleton.accessor} is made without a context by which to tell users apart: keep it under the user's id, or in a perUser() of its own.` } };
  const keepers = keepersOf(singleton, moved, words, knowsContext);
  const kept = [...keepers, ...(settings === undefined ? [] : [{ name: settings.keeper }])].map(({ name }) => name);
  const resets = kept.length === 0 ? [] : resetsOf(tools, singleton);
  const unresettable = obstacleToResetting(tools, singleton, resets);
  if (unresettable !== undefined) return { state, renames: [], refused: unresettable };
  resetKeepers(tools, resets, kept);
  if (singleton.kind === 'container') scopeProvider(tools, singleton);
  else if (singleton.kind === 'constructor') releaseConstructor(tools, singleton, words, moved.some(({ kind, isKeyed }) => kind === 'user' && !isKeyed));
  else {
    const constructed = owner === undefined ? undefined : contextualise(tools, singleton, owner);
    if (constructed !== undefined) return { state, renames: [], refused: constructed };
    writeAccessor(tools, singleton, words, state, settings);
  }
  const turned = (settings?.calls.length ?? 0) + (owner === undefined ? 0 : moveState(tools, singleton, owner, keepers, words));
  return { state, renames, resources, turned };
}

function reasonAgainst(tools: Tools, singleton: Singleton, state: readonly Slot[]): Obstacle | undefined {
  const { oracle } = tools;
  const inShape = singleton.kind === 'container' ? obstacleToScoping(oracle, singleton) : singleton.kind === 'constructor' ? obstacleToReleasing(tools, singleton) : undefined;
  return inShape ?? obstacleTo(oracle, singleton, state);
}

/** The getter that stands for `new X()`, also when an earlier run has written it. */
function getterOf({ declaration }: Singleton, words: Words, isDefined: boolean): string {
  const name = words.factory.replace(/^create/, 'get').replace(/ForRequest$/, '');
  return isDefined && new RegExp(`\\bconst ${name} = `).test(declaration.getSourceFile().text) ? name : words.getter;
}

/** Gives the constructor its parameter and every test that constructs the class a user; or says who else constructs it. */
function contextualise(tools: Tools, singleton: Singleton, owner: ts.ClassDeclaration): Obstacle | undefined {
  if (takesContext(tools, owner)) return undefined;
  const { tests, others } = constructions(tools, owner, [singleton.declaration, ...(singleton.expression === undefined ? [] : [singleton.expression])]);
  if (others[0] !== undefined) return { code: 'CONSTRUCTED_ELSEWHERE', at: others[0], message: `${owner.name?.text ?? 'The class'} is also constructed at ${others.map((node) => placeOf(tools, node)).join(', ')}.` };
  addContextParameter(tools, owner);
  for (const making of tests) passContext(tools, making, `${tools.imports.want(making.getSourceFile(), 'createTestUserContext', `${tools.runtime}/testing`, false)}()`, 'A test makes its own user.');
  return undefined;
}

/** The name under which the factory stands already. */
function definedName({ kind, declaration }: Singleton, factory: string): string | undefined {
  if (kind === 'container') return /\bscope\b/.test(declaration.getText()) ? factory : undefined;
  return [factory, `${factory}ForRequest`].find((name) => declaration.getSourceFile().statements.some((statement) => {
    if (ts.isExpressionStatement(statement)) return statement.getText().startsWith(`module.exports.${name} =`);
    return ts.isVariableStatement(statement) && statement.declarationList.declarations.some((one) => one.name.getText() === name);
  }));
}

/** A user's fields go to that user; what is kept under users' keys stays with what all share, because one user may write for another. */
function keepersOf({ class: owner }: Singleton, moved: readonly Field[], words: Words, knowsContext: boolean): readonly Keeper[] {
  const isOwn = ({ kind, isKeyed }: Field): boolean => kind === 'user' && !isKeyed && knowsContext;
  const shared: Keeper = { name: words.state, lifetime: 'shared', fields: moved.filter((field) => !isOwn(field)) };
  const own: Keeper = { name: words.userState, lifetime: 'perUser', fields: moved.filter(isOwn) };
  return owner === undefined ? [] : [shared, own].filter(({ fields }) => fields.length > 0);
}

function moveState(tools: Tools, singleton: Singleton, owner: ts.ClassDeclaration, keepers: readonly Keeper[], words: Words): number {
  const source = owner.getSourceFile();
  for (const keeper of keepers) {
    tools.writer.insert(source, owner.getStart(source, true), keeperDeclaration(tools, keeper, source), { why: `${keeper.fields.map(({ field }) => field).join(', ')} must outlive the request.`, order: 3 });
    for (const field of keeper.fields) moveField(tools, owner, field, keeper);
  }
  const shared = keepers.find(({ lifetime }) => lifetime === 'shared');
  if (shared === undefined || singleton.kind === 'container' || singleton.kind === 'constructor') return 0;
  const { newline } = styleOf(source);
  const { functions, turned } = releaseConfiguration(tools, { ...singleton, class: owner }, shared, words);
  tools.writer.insert(source, owner.getEnd(), functions.map((text) => `${newline}${newline}${text}`).join(''), { why: 'What start-up sets is set for every instance.', order: 4 });
  return turned;
}

function writeAccessor(tools: Tools, singleton: Exclude<Singleton, { kind: 'constructor' | 'container' }>, words: Words, state: readonly Slot[], settings: Settings | undefined): void {
  const { expression, declaration, accessor } = singleton;
  if (expression === undefined) return;
  const source = declaration.getSourceFile();
  // What a class keeps for a user is kept beside it; anything else is made for that user as a whole.
  const lifetime = singleton.class === undefined && state.some(({ kind }) => kind === 'user') ? 'perUser' : 'perRequest';
  const value = singleton.kind === 'instance' && ts.isVariableStatement(singleton.declaration) ? singleton.declaration.declarationList.declarations[0] : undefined;
  if (singleton.kind === 'instance' && value !== undefined && hasInitializer(value) && ts.isObjectLiteralExpression(expression)) {
    deprecateObject(tools, singleton, value, words, isVisible(singleton), lifetime);
    return;
  }
  const parts = partsOf(tools, singleton, expression, words, state);
  for (const { declaration: text, of, read } of parts) {
    const before = singleton.kind === 'static' ? singleton.owner : declaration;
    tools.writer.insert(source, before.getStart(source, true), text, { why: 'It was made once, for everybody.', order: 1 });
    tools.writer.replaceNode(of, read, { why: 'It was made once, for everybody.' });
  }
  const factory = factoryText(tools, source, words, makerText(tools, singleton, expression, parts, settings), isVisible(singleton), lifetime, disposerText(tools.oracle, singleton, state));
  if (singleton.class !== undefined && ts.isNewExpression(expression)) {
    const { quote } = styleOf(expression.getSourceFile());
    const type = tools.imports.want(expression.getSourceFile(), tools.contextType, tools.runtime, false);
    passContext(tools, expression, `${type}.system(${quote}${accessor}, shared by callers that are not migrated${quote})`, 'The shared instance of old belongs to no user.');
  }
  if (settings !== undefined) {
    const before = singleton.kind === 'static' ? singleton.owner : declaration;
    tools.writer.insert(source, before.getStart(source, true), settingsDeclaration(tools, settings, source), { why: 'What start-up says is kept for every instance.', order: 2 });
    keepSettings(tools, singleton, settings);
  }
  if (singleton.kind === 'function') deprecateFunction(tools, singleton, words, factory, lifetime, settings);
  else if (singleton.kind === 'static') deprecateStatic(tools, singleton, words, factory, settings);
  else deprecateInstance(tools, singleton, words, factory);
}

/**
 * A method that closes what the constructor opened is called when the request ends; `[Symbol.dispose]` is found without being
 * told, and must not run where it closes what all instances share.
 */
function disposerText(oracle: TypeOracle, { class: owner }: Singleton, state: readonly Slot[]): string {
  const closing = owner && closingMember(owner);
  if (owner === undefined || closing === undefined) return '';
  const shared = sharedFields(state).filter(isField);
  const name = closing.name.getText();
  if (name.startsWith('[')) return touches(closing, shared) ? ', dispose: false' : '';
  return resourcesOf(oracle, owner, shared).length === 0 ? '' : `, dispose: (instance) => instance.${name}()`;
}

const hasInitializer = (value: ts.VariableDeclaration): value is ts.VariableDeclaration & { readonly initializer: ts.Expression } => value.initializer !== undefined;

/** The making as it stands, with the context first where a class of the program is constructed, and what start-up said before it. */
function makerText({ context }: Tools, { class: owner, isAsync, declaration }: Singleton, expression: ts.Expression, parts: readonly Part[], settings: Settings | undefined): string {
  const isConstructed = owner !== undefined && ts.isNewExpression(expression);
  const type = !isConstructed && ts.isVariableStatement(declaration) ? declaration.declarationList.declarations[0]?.type : undefined;
  const head = `${isAsync ? 'async ' : ''}(${isConstructed ? context : ''})${type === undefined ? '' : `: ${type.getText()}`} => `;
  const made = isConstructed ? construction(expression, context, parts) : ts.isIdentifier(expression) ? `${expression.text}()` : expression.getText();
  if (settings === undefined) return `${head}${!isConstructed && ts.isObjectLiteralExpression(expression) ? `(${made})` : made}`;
  const { newline, semicolon, unit } = styleOf(expression.getSourceFile());
  const lines = [settingsRead(settings, semicolon), ...settings.guards.map((guard) => guard.getText()), `return ${made}${semicolon}`];
  return `${head}{${newline}${lines.map((line) => `${unit}${line}${newline}`).join('')}}`;
}

function construction(making: ts.NewExpression, context: string, parts: readonly Part[]): string {
  const rest = making.arguments?.map((argument) => parts.find(({ of }) => of === argument)?.read ?? argument.getText()) ?? [];
  const types = making.typeArguments === undefined ? '' : `<${making.typeArguments.map((type) => type.getText()).join(', ')}>`;
  return `new ${making.expression.getText()}${types}(${[context, ...rest].join(', ')})`;
}

function isVisible(singleton: Singleton): boolean {
  const holder = singleton.kind === 'static' ? singleton.owner : singleton.declaration;
  return hasModifier(holder, ts.SyntaxKind.ExportKeyword);
}
