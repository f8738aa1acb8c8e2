/** Whether a value stands for a request: by its type, or by the annotation where the package is not installed. */
import { ts } from '@ts-morph/common';
import type { Framework, RequestType } from './framework.js';
import { FRAMEWORKS } from './frameworks.js';

export type Match = { readonly framework: Framework; readonly request: RequestType; /** Why nothing can be derived from it. */ readonly closed?: string | undefined };

export function matchType(type: ts.Type, checker: ts.TypeChecker, depth = 0): Match | undefined {
  if ((type.flags & ts.TypeFlags.Any) !== 0 || depth > 4) return undefined;
  for (const symbol of [type.aliasSymbol, type.getSymbol() as ts.Symbol | undefined]) {
    const match = symbol === undefined ? undefined : matchSymbol(symbol);
    if (match !== undefined) return { ...match, closed: match.request.closed?.(type, checker) };
  }
  const bases = type.isIntersection() ? type.types : type.isClassOrInterface() ? checker.getBaseTypes(type) : [];
  for (const base of bases) {
    const match = matchType(base, checker, depth + 1);
    if (match !== undefined) return match;
  }
  const target = (type as { readonly target?: ts.Type }).target;
  return target !== undefined && target !== type ? matchType(target, checker, depth + 1) : undefined;
}

/** A function's own type, where that says it is a handler. */
export function matchHandler(type: ts.Type, checker: ts.TypeChecker): Match | undefined {
  const match = type.aliasSymbol === undefined ? undefined : matchSymbol(type.aliasSymbol, 'handlers');
  return match && { ...match, closed: match.request.closed?.(type, checker) };
}

function matchSymbol(symbol: ts.Symbol, among: 'requests' | 'handlers' = 'requests'): Match | undefined {
  for (const framework of FRAMEWORKS) {
    const request = framework[among]?.find((at) => at.name === symbol.name);
    if (request === undefined) continue;
    const declared = (symbol.declarations ?? []).some((declaration) => isFrom(declaration.getSourceFile().fileName, request.packages));
    if (declared) return { framework, request };
  }
  return undefined;
}

function isFrom(fileName: string, packages: readonly string[]): boolean {
  if (packages.length === 0) return /\/lib\.[\w.]*d\.ts$/.test(fileName) || /\/(@types\/node|undici-types)\//.test(fileName);
  return packages.some((name) => fileName.includes(`/node_modules/${name}/`) || fileName.includes(`/node_modules/@types/${name.replace('@', '').replace('/', '__')}/`));
}

export function matchAnnotation(parameter: ts.ParameterDeclaration): Match | undefined {
  const { type } = parameter;
  if (type === undefined || !ts.isTypeReferenceNode(type)) return undefined;
  const name = ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.right.text;
  const root = ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.left.getText();
  for (const specifier of modulesOf(parameter.getSourceFile(), root)) {
    for (const framework of FRAMEWORKS) {
      const request = framework.requests.find((at) => at.name === name && at.packages.includes(specifier));
      if (request !== undefined) return { framework, request };
    }
  }
  return undefined;
}

/** The modules from which a file imports this name. */
function modulesOf(source: ts.SourceFile, name: string): string[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const { importClause } = statement;
    const bindings = importClause?.namedBindings;
    const imported = importClause?.name?.text === name || (bindings !== undefined && (ts.isNamespaceImport(bindings) ? bindings.name.text === name : bindings.elements.some((at) => at.name.text === name)));
    return imported ? [statement.moduleSpecifier.text] : [];
  });
}
