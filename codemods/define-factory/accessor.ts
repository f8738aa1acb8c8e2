/** Writes the per-request factory beside the accessor, and keeps the accessor alive with a warning. */
import { ts } from '@ts-morph/common';
import { isJavaScript, styleOf } from '../thread-context/style.js';
import { forEachDescendant, hasModifier, isBodied } from '../thread-context/syntax.js';
import type { Tools } from './constructor.js';
import type { Singleton } from './singleton.js';
import type { Words } from './words.js';

type Of<Kind extends Singleton['kind']> = Extract<Singleton, { kind: Kind }>;

/** The declaration of the factory: `export const createX = perRequest((userContext) => new X(userContext), { name: 'createX' });`. */
export function factoryText({ imports, runtime, context }: Tools, singleton: Singleton, words: Words, making: string, isExported: boolean): string {
  const source = singleton.declaration.getSourceFile();
  const { quote, semicolon } = styleOf(source);
  const perRequest = imports.want(source, 'perRequest', runtime, false);
  const usesContext = singleton.class !== undefined;
  const arrow = `${singleton.isAsync ? 'async ' : ''}(${usesContext ? context : ''}) => ${making}`;
  return `${isExported ? 'export ' : ''}const ${words.factory} = ${perRequest}(${arrow}, { name: ${quote}${words.factory}${quote} })${semicolon}`;
}

/** `export function getX() { … }` → `function sharedX() { … }`, the factory, and `export const getX = legacyGetter({ … })`. */
export function deprecateFunction(tools: Tools, singleton: Of<'function'>, words: Words, factory: string): void {
  const { writer } = tools;
  const { declaration, accessor } = singleton;
  const source = declaration.getSourceFile();
  const { newline, semicolon } = styleOf(source);
  const why = `${accessor} stays for its callers, with a warning; ${words.factory} takes its place.`;
  const isDefault = hasModifier(declaration, ts.SyntaxKind.DefaultKeyword);
  const isExported = hasModifier(declaration, ts.SyntaxKind.ExportKeyword);
  dropModifiers(tools, declaration, why);
  const name = ts.isFunctionDeclaration(declaration) ? declaration.name : declaration.declarationList.declarations[0]?.name;
  if (name !== undefined) writer.replaceNode(name, words.shared, { why });
  const shim = `${isExported && !isDefault ? 'export ' : ''}const ${accessor} = ${legacyGetterCall(tools, singleton, words, words.shared)}${semicolon}`;
  const last = isDefault ? `${newline}${newline}export default ${accessor}${semicolon}` : '';
  const text = [factory, '', deprecation(words), shim].join(newline);
  writer.insert(source, declaration.getEnd(), `${newline}${newline}${text}${last}`, { why });
  if (hasCommonJsExport(source, accessor)) writer.insert(source, source.getEnd(), `${source.text.endsWith('\n') ? '' : newline}module.exports.${words.factory} = ${words.factory}${semicolon}${newline}`, { why });
}

/** `static getInstance() { … }` → `static sharedX() { … }` and a `getInstance` that warns; the factory stands behind the class. */
export function deprecateStatic(tools: Tools, singleton: Of<'static'>, words: Words, factory: string): void {
  const { writer } = tools;
  const { declaration, owner, accessor } = singleton;
  const source = declaration.getSourceFile();
  const { newline, semicolon, unit } = styleOf(source);
  const why = `${accessor} stays for its callers, with a warning; ${words.factory} takes its place.`;
  const className = owner.name?.text ?? '';
  if (ts.isPropertyDeclaration(declaration)) {
    // A property cannot warn: it is marked, and the lint rule finds its uses.
    writer.insert(source, declaration.getStart(source), `${deprecation(words)}${newline}${unit}`, { why });
  } else {
    const isGetter = ts.isGetAccessorDeclaration(declaration);
    const returns = isJavaScript(source) ? '' : `: ${declaration.type?.getText() ?? (singleton.isAsync ? `Promise<${className}>` : className)}`;
    writer.replaceNode(declaration.name, words.shared, { why });
    const body = `return ${words.shared}Legacy()${semicolon}`;
    const shim = [`${unit}${deprecation(words)}`, `${unit}static ${isGetter ? 'get ' : ''}${declaration.name.getText()}()${returns} {`, `${unit}${unit}${body}`, `${unit}}`].join(newline);
    writer.insert(source, declaration.getEnd(), `${newline}${newline}${shim}`, { why });
  }
  const call = isGetterLike(declaration) ? `() => ${className}.${words.shared}` : `() => ${className}.${words.shared}()`;
  const legacy = ts.isPropertyDeclaration(declaration) ? [] : ['', `const ${words.shared}Legacy = ${legacyGetterCall(tools, singleton, words, call)}${semicolon}`];
  writer.insert(source, owner.getEnd(), `${newline}${newline}${[factory, ...legacy].join(newline)}`, { why, order: 5 });
}

const isGetterLike = (node: ts.Node): boolean => ts.isGetAccessorDeclaration(node);

/** `export const x = new X()` keeps its instance, marked as deprecated; a constant has no call that could warn. */
export function deprecateInstance({ writer }: Tools, { declaration, accessor }: Of<'instance'>, words: Words, factory: string): void {
  const source = declaration.getSourceFile();
  const { newline, semicolon } = styleOf(source);
  const why = `${accessor} stays for its users, marked as deprecated; ${words.factory} takes its place.`;
  if (ts.isExpressionStatement(declaration)) {
    // `module.exports = new X()`: importers hold the instance itself, so the factory can only stand on it.
    const plain = factory.replace(/^(export )?const \w+ = /, '');
    writer.insert(source, declaration.getEnd(), `${newline}${deprecation(words)}${newline}module.exports.${words.factory} = ${plain}`, { why });
    return;
  }
  const exported = ts.isExportAssignment(declaration) ? `export ${factory}` : factory;
  writer.insert(source, declaration.getStart(source), `${exported}${newline}${newline}${deprecation(words)}${newline}`, { why });
  if (hasCommonJsExport(source, accessor)) writer.insert(source, source.getEnd(), `${source.text.endsWith('\n') ? '' : newline}module.exports.${words.factory} = ${words.factory}${semicolon}${newline}`, { why });
}

/** `module.exports = { …, getX }`, `exports.getX = getX`: the factory has to be exported in the same way. */
function hasCommonJsExport(source: ts.SourceFile, accessor: string): boolean {
  return isJavaScript(source) && new RegExp(`\\bexports(\\.${accessor}\\s*=|\\s*=\\s*\\{[^}]*\\b${accessor}\\b)`).test(source.text);
}

const deprecation = ({ factory, context }: Words): string => `/** @deprecated One object for all users. Use \`${factory}(${context})\`. */`;

function legacyGetterCall({ imports, runtime }: Tools, { accessor, declaration }: Singleton, words: Words, instance: string): string {
  const source = declaration.getSourceFile();
  const { quote, newline, unit } = styleOf(source);
  const text = (value: string): string => `${quote}${value}${quote}`;
  const options = [`name: ${text(accessor)}`, `code: ${text(words.code)}`, `replacement: ${text(`${words.factory}(${words.context})`)}`, `instance: ${instance}`, `factory: ${words.factory}`];
  return `${imports.want(source, 'legacyGetter', runtime, false)}({${newline}${options.map((option) => `${unit}${option},${newline}`).join('')}})`;
}

function dropModifiers({ writer }: Tools, declaration: ts.FunctionDeclaration | ts.VariableStatement, why: string): void {
  const source = declaration.getSourceFile();
  for (const modifier of ts.getModifiers(declaration) ?? []) {
    if (modifier.kind !== ts.SyntaxKind.ExportKeyword && modifier.kind !== ts.SyntaxKind.DefaultKeyword) continue;
    const space = /^\s*/.exec(source.text.slice(modifier.getEnd()))?.[0].length ?? 0;
    writer.replace(source, modifier.getStart(source), modifier.getEnd() + space, '', { why });
  }
}

/** What an accessor does besides making, keeping and returning the instance; the first such statement. */
export function extraWork({ declaration, expression }: Singleton): ts.Node | undefined {
  let found: ts.Node | undefined;
  const isMaking = (node: ts.Node): boolean => expression !== undefined && node.getSourceFile() === expression.getSourceFile() && node.pos <= expression.pos && expression.end <= node.end;
  forEachDescendant(declaration, (node) => {
    if (ts.isExpressionStatement(node) && !isMaking(node) && !isReset(node)) found ??= node;
    if (ts.isVariableStatement(node) && node !== declaration && !isMaking(node) && !isSlot(node)) found ??= node;
    return !(isBodied(node) && found !== undefined);
  });
  return found;
}

/** `let instance;`: where the instance is kept. */
const isSlot = ({ declarationList }: ts.VariableStatement): boolean => declarationList.declarations.every(({ initializer }) => initializer === undefined);

const isReset = ({ expression }: ts.ExpressionStatement): boolean => ts.isBinaryExpression(expression) && /^(undefined|null)$/.test(expression.right.getText());
