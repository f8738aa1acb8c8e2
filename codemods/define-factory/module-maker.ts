/**
 * Variables of a module and the functions that speak of them move into one function, `makeX`, whose result is made for each
 * request. The old functions stay and speak of one shared result; beside each stands one that takes the context first.
 */
import { ts } from '@ts-morph/common';
import type { Configuration } from '../../src/project/configuration.js';
import { factoryName } from '../../src/project/names.js';
import { removeLines } from '../thread-context/removal.js';
import { attachedStart } from '../thread-context/reads.js';
import { isJavaScript, styleOf } from '../thread-context/style.js';
import { contains, hasModifier, lineOf, statementOf } from '../thread-context/syntax.js';
import { deprecation, factoryText, hasCommonJsExport, legacyGetterCall } from './accessor.js';
import type { Tools } from './constructor.js';
import { indented } from './indented.js';
import { declarationsOf, moduleStateOf, peculiarityOf, type ModuleFunction, type ModuleState } from './module-state.js';
import type { Outcome } from './define.js';
import { reasonInState, type Obstacle } from './obstacles.js';
import { firstValue, type StateAnswers } from './partition.js';
import { isRepeatable } from './repeatable.js';
import { wordsFor, type Words } from './words.js';

const WHY = 'What one request keeps is made for that request.';

/** `signIn(name)` → `signInFor(userContext, name)`. */
const perRequestName = (name: string): string => `${name}For`;

/** Undefined where the name has to do with no state of a module. */
export function defineModule(tools: Tools, accessor: string, configuration: Configuration, answers: StateAnswers): (Outcome & { readonly at: ts.Node }) | undefined {
  const { oracle } = tools;
  const [owner = accessor] = accessor.split('.');
  for (const file of oracle.filesNaming(owner)) {
    const source = oracle.source(file);
    if (source === undefined) continue;
    const defined = declarationNamed(source, perRequestName(accessor));
    if (defined !== undefined) return { at: defined, state: [], renames: [{ legacy: accessor, factory: perRequestName(accessor) }] };
    const made = declarationNamed(source, factoryName(accessor, configuration));
    if (made !== undefined) return { at: made, state: [], renames: [] };
    const found = moduleStateOf(oracle, source, accessor, answers);
    const [first] = found?.state ?? [];
    if (found === undefined || first === undefined) continue;
    const at = found.slots[0]?.declaration ?? first.declaration;
    const refused = reasonInState(accessor, at, found.state) ?? obstacleToMaking(tools, found);
    if (refused !== undefined) return { at, state: found.state, renames: [], refused };
    const words = wordsFor(oracle, { accessor: found.slots[0]?.name ?? accessor, declaration: statementOf(at) as ts.VariableStatement }, configuration);
    writeMaker(tools, found, words, accessor);
    const exported = found.functions.filter((one) => isUsedOutside(tools, one, found.functions));
    return { at, state: found.state, renames: exported.map(({ name }) => ({ legacy: name.text, factory: perRequestName(name.text) })) };
  }
  return undefined;
}

const declarationNamed = (source: ts.SourceFile, name: string): ts.Statement | undefined => source.statements.find((statement) => ts.isVariableStatement(statement) && statement.declarationList.declarations.some((one) => one.name.getText() === name));

function obstacleToMaking({ oracle }: Tools, { slots, functions, elsewhere, source }: ModuleState): Obstacle | undefined {
  const unclear = (at: ts.Node, message: string): Obstacle => ({ code: 'DEFINITION_UNCLEAR', at, message });
  for (const { declaration, name } of slots) {
    const statement = statementOf(declaration);
    if (hasModifier(statement, ts.SyntaxKind.ExportKeyword) || isExportedByName(source, name)) return unclear(declaration, `${name} is exported, so other modules read and write the variable itself: hand it out by functions first.`);
    if (declaration.parent.declarations.length > 1) return unclear(declaration, `${name} is declared together with other variables: give each a statement of its own first.`);
    const value = firstValue(declaration);
    if (value !== undefined && !isRepeatable(value)) return unclear(declaration, `The first value of ${name}, \`${(value.getText().split('\n')[0] ?? '').slice(0, 60)}\`, would be made again for every request: move it out of the module's state first.`);
  }
  const [outside] = elsewhere;
  if (outside !== undefined) return unclear(outside, `${outside.text} is also used at line ${String(lineOf(outside))}, outside the functions of the module: move that into one of them.`);
  for (const one of functions) {
    const peculiarity = peculiarityOf(one);
    if (peculiarity !== undefined) return unclear(one.name, `${one.name.text} ${peculiarity}, so it cannot stand in for itself: change that first.`);
    if (hasModifier(one.statement, ts.SyntaxKind.DefaultKeyword)) return unclear(one.name, `${one.name.text} is a default export: export it by its name first.`);
    const taken = perRequestName(one.name.text);
    if (oracle.identifiers(oracle.fileOf(source), taken).length > 0) return unclear(one.name, `${taken} is the name of something else here already.`);
  }
  return undefined;
}

function writeMaker(tools: Tools, { source, slots, functions }: ModuleState, words: Words, accessor: string): void {
  const { writer, imports, context, runtime } = tools;
  const { newline, semicolon, unit, quote } = styleOf(source);
  const parts = [...slots.map(({ declaration }) => declaration), ...functions.map(({ statement }) => statement)].map((node) => (ts.isVariableDeclaration(node) ? statementOf(node) : node)).sort((a, b) => a.pos - b.pos);
  // A variable cannot be handed in, so the whole is made for the user where one is a user's.
  const isPerUser = slots.every(({ kind }) => kind === 'user') || slots.some(({ kind, declaration }) => kind === 'user' && (declaration.parent.flags & ts.NodeFlags.Const) === 0);
  const byUser = isPerUser ? [] : slots.filter(({ kind }) => kind === 'user');
  const isTyped = !isJavaScript(source);
  const keeper = (name: string): string => `${name}Of`;
  const keepers = byUser.map(({ name, declaration }) => `const ${keeper(name)} = ${imports.want(source, 'perUser', runtime, false)}(() => ${firstValue(declaration)?.getText() ?? 'undefined'}, { name: ${quote}${keeper(name)}${quote}, max: Infinity })${semicolon}`);
  const bodies = parts.map((statement) => {
    const own = byUser.find(({ declaration }) => contains(statement, declaration));
    if (own !== undefined) return `${unit}const ${own.name} = ${keeper(own.name)}(${context})${semicolon}`;
    return `${unit}${withoutExport(statement, unit)}`;
  });
  const handedOut = functions.filter((one) => isUsedOutside(tools, one, functions));
  const parameter = byUser.length === 0 ? '' : `${context}${isTyped ? `: ${imports.contextType(source)}` : ''}`;
  const make = [`function ${words.make}(${parameter}) {`, ...bodies, `${unit}return { ${handedOut.map(({ name }) => name.text).join(', ')} }${semicolon}`, '}'];
  const maker = words.make;
  const system = (): string => `() => ${maker}(${imports.want(source, tools.contextType, runtime, false)}.system(${quote}${accessor}, shared by callers that are not migrated${quote}))`;
  const instance = `${imports.want(source, 'shared', runtime, false)}(${byUser.length === 0 ? maker : system()})`;
  const legacy = `const ${words.shared} = ${legacyGetterCall(tools, { accessor, declaration: parts[0] as ts.FunctionDeclaration }, words, instance, ['wrapped: true'], isPerUser ? 'perUser' : 'perRequest')}${semicolon}`;
  const pairs = handedOut.flatMap((one) => [perRequestFunction(tools, one, words), oldFunction(one, words, context)]);
  const isExported = functions.some((one) => one.isExported);
  const text = [...keepers, make.join(newline), factoryText(tools, source, words, maker, isExported, isPerUser ? 'perUser' : 'perRequest'), legacy, ...pairs].join(`${newline}${newline}`);
  const last = parts.at(-1);
  if (last === undefined) return;
  for (const statement of parts) if (statement !== last) removeLines(statement, writer, WHY);
  writer.replace(source, attachedStart(last), last.getEnd(), text, { why: WHY });
  const commonJs = handedOut.map(({ name }) => name.text).filter((name) => hasCommonJsExport(source, name)).map(perRequestName);
  if (commonJs.length > 0) writer.insert(source, source.getEnd(), [words.factory, ...commonJs].map((name) => `module.exports.${name} = ${name}${semicolon}${newline}`).join(''), { why: WHY });
}

/** A function of the group that only the group calls needs no form of its own. */
function isUsedOutside({ oracle }: Tools, { name, isExported }: ModuleFunction, functions: readonly ModuleFunction[]): boolean {
  if (isExported) return true;
  const source = name.getSourceFile();
  return oracle.identifiers(oracle.fileOf(source), name.text).some((node) => node !== name && declarationsOf(oracle, node).includes(name.parent as ts.Declaration) && !functions.some(({ statement }) => contains(statement, node)));
}

function withoutExport(statement: ts.Node, unit: string): string {
  const source = statement.getSourceFile();
  const start = attachedStart(statement);
  const text = indented(statement, unit, start);
  const head = source.text.slice(start, statement.getStart(source)).replace(/\n(?!\r?\n)/g, `\n${unit}`);
  return head + text.slice(head.length).replace(/^export\s+/, '');
}

function perRequestFunction(tools: Tools, { name, fn, isExported }: ModuleFunction, words: Words): string {
  const source = name.getSourceFile();
  const { semicolon } = styleOf(source);
  const typed = isJavaScript(source) ? words.context : `${words.context}: ${tools.imports.contextType(source)}`;
  const parameters = [typed, ...fn.parameters.map((parameter) => parameter.getText())].join(', ');
  return `${isExported ? 'export ' : ''}const ${perRequestName(name.text)} = ${typeParameters(fn)}(${parameters})${returns(fn)} => ${words.factory}(${words.context}).${name.text}(${passed(fn)})${semicolon}`;
}

function oldFunction({ name, fn, isExported }: ModuleFunction, words: Words, context: string): string {
  const source = name.getSourceFile();
  const { newline, semicolon, unit } = styleOf(source);
  const parameters = fn.parameters.map((parameter) => parameter.getText()).join(', ');
  return [
    deprecation({ factory: perRequestName(name.text), context }),
    `${isExported ? 'export ' : ''}function ${name.text}${typeParameters(fn)}(${parameters})${returns(fn)} {`,
    `${unit}return ${words.shared}().${name.text}(${passed(fn)})${semicolon}`,
    '}',
  ].join(newline);
}

const typeParameters = ({ typeParameters: list }: ts.FunctionLikeDeclaration): string => (list === undefined ? '' : `<${list.map((one) => one.getText()).join(', ')}>`);
const returns = ({ type }: ts.FunctionLikeDeclaration): string => (type === undefined ? '' : `: ${type.getText()}`);
const passed = ({ parameters }: ts.FunctionLikeDeclaration): string => parameters.map(({ name, dotDotDotToken }) => `${dotDotDotToken === undefined ? '' : '...'}${name.getText()}`).join(', ');

const isExportedByName = (source: ts.SourceFile, name: string): boolean => source.statements.some((statement) => ts.isExportDeclaration(statement) && statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause) && statement.exportClause.elements.some((element) => (element.propertyName ?? element.name).text === name));
