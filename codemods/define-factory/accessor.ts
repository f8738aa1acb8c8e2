/** Writes the per-request factory beside the accessor, and keeps the accessor alive with a warning. */
import { ts } from '@ts-morph/common';
import { isJavaScript, styleOf } from '../thread-context/style.js';
import { forEachDescendant, hasModifier, isBodied } from '../thread-context/syntax.js';
import type { Tools } from './constructor.js';
import { indented } from './indented.js';
import { configureText, listOf, type Settings } from './settings.js';
import type { Singleton } from './singleton.js';
import type { Words } from './words.js';

type Of<Kind extends Singleton['kind']> = Extract<Singleton, { kind: Kind }>;

/** For whom the factory makes one: each request, or each user, whatever the request. */
export type Lifetime = 'perRequest' | 'perUser';

/** The declaration of the factory: `export const createX = perRequest((userContext) => new X(userContext), { name: 'createX' });`. */
export function factoryText({ imports, runtime }: Tools, source: ts.SourceFile, words: Words, maker: string, isExported: boolean, lifetime: Lifetime = 'perRequest', options = ''): string {
  const { quote, semicolon } = styleOf(source);
  return `${isExported ? 'export ' : ''}const ${words.factory} = ${imports.want(source, lifetime, runtime, false)}(${maker}, { name: ${quote}${words.factory}${quote}${lifetime === 'perUser' ? ', max: Infinity' : ''}${options} })${semicolon}`;
}

/** `export function getX() { … }` → `function sharedX() { … }`, the factory, and `export const getX = legacyGetter({ … })`. */
export function deprecateFunction(tools: Tools, singleton: Of<'function'>, words: Words, factory: string, lifetime: Lifetime, settings?: Settings): void {
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
  const exported = isExported && !isDefault ? 'export ' : '';
  const legacy = (name: string, more: readonly string[] = []): string => `const ${name} = ${legacyGetterCall(tools, singleton, words, words.shared, more, lifetime)}${semicolon}`;
  const shim = settings === undefined
    ? [deprecation(words), `${exported}${legacy(accessor)}`]
    : [legacy(`${words.shared}Legacy`, ['wrapped: true']), '', deprecation(words), ...settingAccessor(singleton, settings, words, { head: `${exported}function ${accessor}`, indent: '' }), '', configureText(settings, source, exported !== '')];
  const last = isDefault ? `${newline}${newline}export default ${accessor}${semicolon}` : '';
  const text = [factory, '', ...shim].join(newline);
  writer.insert(source, declaration.getEnd(), `${newline}${newline}${text}${last}`, { why });
  if (hasCommonJsExport(source, accessor)) writer.insert(source, source.getEnd(), commonJsExport(source, words), { why });
}

/** `static getInstance() { … }` → `static sharedX() { … }` and a `getInstance` that warns; the factory stands behind the class. */
export function deprecateStatic(tools: Tools, singleton: Of<'static'>, words: Words, factory: string, settings?: Settings): void {
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
    const head = `static ${isGetter ? 'get ' : ''}${declaration.name.getText()}`;
    const plain = [`${unit}${head}()${returns} {`, `${unit}${unit}return ${words.shared}Legacy()${semicolon}`, `${unit}}`];
    const shim = [`${unit}${deprecation(words)}`, ...(settings === undefined ? plain : settingAccessor(singleton, settings, words, { head, indent: unit }))].join(newline);
    writer.insert(source, declaration.getEnd(), `${newline}${newline}${shim}`, { why });
  }
  const call = isGetterLike(declaration) ? `() => ${className}.${words.shared}` : `() => ${className}.${words.shared}()`;
  const legacy = ts.isPropertyDeclaration(declaration) ? [] : ['', `const ${words.shared}Legacy = ${legacyGetterCall(tools, singleton, words, call, ['wrapped: true'])}${semicolon}`];
  const configure = settings === undefined ? [] : ['', configureText(settings, source, hasModifier(owner, ts.SyntaxKind.ExportKeyword))];
  writer.insert(source, owner.getEnd(), `${newline}${newline}${[factory, ...legacy, ...configure].join(newline)}`, { why, order: 5 });
  if (hasCommonJsExport(source, className)) writer.insert(source, source.getEnd(), commonJsExport(source, words), { why });
}

/** `getX(options) { configureX(options); return …; }`: what an old caller gives is heard as before. */
function settingAccessor({ declaration }: Singleton, { parameters, configure }: Settings, words: Words, { head, indent }: { readonly head: string; readonly indent: string }): readonly string[] {
  const source = declaration.getSourceFile();
  const { semicolon, unit } = styleOf(source);
  const value = ts.isVariableStatement(declaration) ? declaration.declarationList.declarations[0]?.initializer : declaration;
  const type = value !== undefined && ts.isFunctionLike(value) ? value.type?.getText() : undefined;
  return [
    `${indent}${head}(${listOf(parameters)})${type === undefined ? '' : `: ${type}`} {`,
    `${indent}${unit}${configure}(${parameters.map(({ name }) => name.text).join(', ')})${semicolon}`,
    `${indent}${unit}return ${words.shared}Legacy()${semicolon}`,
    `${indent}}`,
  ];
}

const isGetterLike = (node: ts.Node): boolean => ts.isGetAccessorDeclaration(node);

/** `export const x = new X()` keeps its instance, marked as deprecated; a constant has no call that could warn. */
export function deprecateInstance({ writer }: Tools, { declaration, accessor }: Pick<Of<'instance'>, 'declaration' | 'accessor'>, words: Words, factory: string): void {
  const source = declaration.getSourceFile();
  const { newline } = styleOf(source);
  const why = `${accessor} stays for its users, marked as deprecated; ${words.factory} takes its place.`;
  if (ts.isExpressionStatement(declaration)) {
    // `module.exports = new X()`: importers hold the instance itself, so the factory can only stand on it.
    const plain = factory.replace(/^(export )?const \w+ = /, '');
    writer.insert(source, declaration.getEnd(), `${newline}${deprecation(words)}${newline}module.exports.${words.factory} = ${plain}`, { why });
    return;
  }
  const exported = ts.isExportAssignment(declaration) ? `export ${factory}` : factory;
  writer.insert(source, declaration.getStart(source), `${exported}${newline}${newline}${deprecation(words)}${newline}`, { why, order: 2 });
  if (hasCommonJsExport(source, accessor)) writer.insert(source, source.getEnd(), commonJsExport(source, words), { why });
}

/** `export const x = { … }`: one function makes the object, for the old instance and for each new one. */
export function deprecateObject(tools: Tools, { declaration, accessor }: Of<'instance'>, value: ts.VariableDeclaration & { readonly initializer: ts.Expression }, words: Words, isExported: boolean, lifetime: Lifetime): void {
  const { writer } = tools;
  const source = declaration.getSourceFile();
  const { newline, semicolon, unit } = styleOf(source);
  const why = `${accessor} and ${words.factory} make the same object.`;
  const { initializer } = value;
  const type = value.type === undefined ? '' : `: ${value.type.getText()}`;
  const text = indented(initializer, unit);
  // Its methods may speak of the object by name: that name has to mean the new object, not the shared one.
  const body = new RegExp(`\\b${accessor}\\b`).test(text)
    ? [`${unit}const ${accessor}${type} = ${text}${semicolon}`, `${unit}return ${accessor}${semicolon}`]
    : [`${unit}return ${text}${semicolon}`];
  const make = [`function ${words.make}()${type} {`, ...body, '}'].join(newline);
  deprecateInstance(tools, { declaration, accessor }, words, `${make}${newline}${newline}${factoryText(tools, source, words, words.make, isExported, lifetime)}`);
  writer.replaceNode(initializer, `${words.make}()`, { why });
}

function commonJsExport(source: ts.SourceFile, { factory }: Words): string {
  const { newline, semicolon } = styleOf(source);
  return `${source.text.endsWith('\n') ? '' : newline}module.exports.${factory} = ${factory}${semicolon}${newline}`;
}

/** `module.exports = { …, getX }`, `exports.getX = getX`, `module.exports = getX`: the factory has to be exported too. */
export function hasCommonJsExport(source: ts.SourceFile, accessor: string): boolean {
  return isJavaScript(source) && source.statements.some((statement) => {
    let isExported = false;
    if (ts.isExpressionStatement(statement) && /\bexports\b/.test(statement.getText())) {
      forEachDescendant(statement, (node) => {
        isExported ||= ts.isIdentifier(node) && node.text === accessor;
        return !isBodied(node);
      });
    }
    return isExported;
  });
}

export const deprecation = ({ factory, context }: Pick<Words, 'factory' | 'context'>): string => `/** @deprecated One object for all users. Use \`${factory}(${context})\`. */`;

export function legacyGetterCall({ imports, runtime }: Tools, { accessor, declaration }: Pick<Singleton, 'accessor' | 'declaration'>, words: Words, instance: string, more: readonly string[] = [], lifetime: Lifetime = 'perRequest'): string {
  const source = declaration.getSourceFile();
  const { quote, newline, unit } = styleOf(source);
  const text = (value: string): string => `${quote}${value}${quote}`;
  const options = [`name: ${text(accessor)}`, `code: ${text(words.code)}`, `replacement: ${text(`${words.factory}(${words.context})`)}`, `instance: ${instance}`, ...(lifetime === 'perRequest' ? [`factory: ${words.factory}`] : []), ...more];
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
