/** What a proof needs to know of the program: how to reach an entry point from a test, and whose objects to watch. */
import { ts } from '@ts-morph/common';
import type { EntryPoint } from '../../change/plan.js';
import type { TypeOracle } from '../../oracle/oracle.js';

/** How a test gets at the handler: as something to mount, as a function that mounts it, or as one that makes the app. */
export type Mount = { readonly form: 'use' | 'register' | 'make'; readonly file: string; readonly exportName: string };

export type ProofTarget = { readonly entryPoint: EntryPoint; readonly mount: Mount; readonly method: string; readonly path: string };

export type Product = { readonly file: string; readonly className: string };

/** The exported class of what an accessor gives, if there is one: its methods can be watched. */
export function productOf(oracle: TypeOracle, accessor: string): Product | undefined {
  const name = accessor.split('.').at(-1) ?? accessor;
  for (const file of oracle.filesNaming(name)) {
    for (const node of oracle.identifiers(file, name)) {
      const { parent } = node;
      if (!(ts.isFunctionDeclaration(parent) || ts.isVariableDeclaration(parent) || ts.isMethodDeclaration(parent)) || parent.name !== node) continue;
      const checker = oracle.checkerOf(node);
      const type = oracle.type(node);
      const returned = type.getCallSignatures()[0]?.getReturnType() ?? type;
      const product = checker.getAwaitedType(returned)?.getSymbol();
      const declared = oracle.declarations(product).find((one): one is ts.ClassDeclaration => ts.isClassDeclaration(one) && isExported(one));
      if (declared?.name && oracle.isOwn(declared)) return { file: oracle.fileOf(declared), className: declared.name.text };
    }
  }
  return undefined;
}

/** A target, or one clause saying why there is none. */
export function proofTarget(oracle: TypeOracle, entryPoint: EntryPoint): ProofTarget | string {
  const { file, line, kind } = entryPoint;
  if (kind !== 'express') return `no proof can be written for ${kind} yet`;
  const source = oracle.source(file);
  if (!source) return 'its file is not part of the program';
  if (source.statements.some((statement) => ts.isExpressionStatement(statement) && /\.listen\(/.test(statement.getText(source)))) return 'importing its file starts the server';
  const handler = functionAtLine(source, line);
  if (!handler) return 'its function was not found';
  const call = handler.parent;
  if (ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression)) {
    const { expression: receiver, name } = call.expression;
    const [path] = call.arguments;
    const mount = ts.isIdentifier(receiver) ? mountOf(oracle, file, receiver) : undefined;
    if (!mount) return 'neither its app or router nor what makes it is exported';
    const method = name.text.toUpperCase();
    return { entryPoint, mount, method: /^(?:GET|POST|PUT|PATCH|DELETE)$/.test(method) ? method : 'GET', path: path && ts.isStringLiteralLike(path) ? concrete(path.text) : '/' };
  }
  const exported = exportedName(handler);
  return exported === undefined ? 'it is not exported' : { entryPoint, mount: { form: 'use', file, exportName: exported }, method: 'GET', path: '/' };
}

/** `/runs/:id` as a request would have it. */
const concrete = (path: string): string => path.replace(/:\w+(?:\([^)]*\))?\??/g, 'proof').replace(/\/?\{[^}]*\}|\*\w*/g, '');

function functionAtLine(source: ts.SourceFile, line: number): ts.SignatureDeclaration | undefined {
  const visit = (node: ts.Node): ts.SignatureDeclaration | undefined => {
    const isHere = ts.isFunctionLike(node) && source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 === line;
    return isHere ? node : ts.forEachChild(node, visit);
  };
  return visit(source);
}

function mountOf(oracle: TypeOracle, file: string, receiver: ts.Identifier): Mount | undefined {
  const [declaration] = oracle.declarations(oracle.symbol(receiver));
  if (!declaration) return undefined;
  if (ts.isParameter(declaration)) {
    const exportName = declaration.parent.parameters.length === 1 ? exportedName(declaration.parent) : undefined;
    return exportName === undefined ? undefined : { form: 'register', file, exportName };
  }
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const statement = declaration.parent.parent;
  if (ts.isSourceFile(statement.parent)) {
    const exportName = ts.isVariableStatement(statement) && isExported(statement) ? receiver.text : exportedLater(statement.parent, receiver.text);
    return exportName === undefined ? undefined : { form: 'use', file, exportName };
  }
  const maker = statement.parent.parent;
  if (!ts.isFunctionLike(maker) || maker.parameters.some((one) => !one.questionToken && !one.initializer)) return undefined;
  const returnsIt = ts.isBlock(statement.parent) && statement.parent.statements.some((one) => ts.isReturnStatement(one) && one.expression?.getText() === receiver.text);
  const exportName = returnsIt ? exportedName(maker) : undefined;
  return exportName === undefined ? undefined : { form: 'make', file, exportName };
}

function exportedName(fn: ts.Node): string | undefined {
  const holder = ts.isVariableDeclaration(fn.parent) ? fn.parent : fn;
  const name = (holder as ts.Node & { readonly name?: ts.Node }).name;
  const statement = ts.isVariableDeclaration(holder) ? holder.parent.parent : holder;
  if (!name || !ts.isIdentifier(name) || !ts.isSourceFile(statement.parent)) return undefined;
  return isExported(statement) ? (isDefault(statement) ? 'default' : name.text) : exportedLater(statement.parent, name.text);
}

/** `export default app;`, `export { app };` */
function exportedLater(source: ts.SourceFile, name: string): string | undefined {
  for (const statement of source.statements) {
    if (ts.isExportAssignment(statement) && statement.isExportEquals !== true && statement.expression.getText(source) === name) return 'default';
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) continue;
    const found = statement.exportClause.elements.find((element) => (element.propertyName ?? element.name).text === name);
    if (found) return found.name.text;
  }
  return undefined;
}

const modifiersOf = (node: ts.Node): readonly ts.Modifier[] => (ts.canHaveModifiers(node) ? ts.getModifiers(node) ?? [] : []);
const isExported = (node: ts.Node): boolean => modifiersOf(node).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
const isDefault = (node: ts.Node): boolean => modifiersOf(node).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
