/** What of a statement others can see: the names it declares, and the part of its text that their types rest on. */
import { ts } from '@ts-morph/common';

export type DeclaredName = { readonly name: string; readonly exported: boolean };

/** The names that a top-level statement declares; undefined where it changes a package or the globals. */
export function declaredNames(statement: ts.Statement): readonly DeclaredName[] | undefined {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name)).map((name) => ({ name, exported: isExported(statement) }));
  if (ts.isImportDeclaration(statement)) return importedNames(statement).map((name) => ({ name, exported: false }));
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause === undefined ? [] : ts.isNamespaceExport(clause) ? [{ name: clause.name.text, exported: true }] : clause.elements.map(({ name }) => ({ name: name.text, exported: true }));
  }
  // `export = agents`: whoever requires the module gets all of it.
  if (ts.isExportAssignment(statement)) return statement.isExportEquals === true ? undefined : [{ name: 'default', exported: true }];
  if (isAugmentation(statement)) return undefined;
  if (ts.isNamespaceExportDeclaration(statement)) return undefined;
  const { name } = statement as ts.Statement & { readonly name?: ts.Node };
  const own = name !== undefined && ts.isIdentifier(name) ? [{ name: name.text, exported: isExported(statement) }] : [];
  return hasModifier(statement, ts.SyntaxKind.DefaultKeyword) ? [...own, { name: 'default', exported: true }] : own;
}

/** `declare module 'express' { … }`, `declare global { … }`. */
export function isAugmentation(statement: ts.Statement): statement is ts.ModuleDeclaration {
  return ts.isModuleDeclaration(statement) && (ts.isStringLiteral(statement.name) || (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0);
}

function importedNames({ importClause }: ts.ImportDeclaration): readonly string[] {
  const bindings = importClause?.namedBindings;
  const named = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings.name.text] : bindings.elements.map(({ name }) => name.text);
  return importClause?.name === undefined ? named : [importClause.name.text, ...named];
}

function boundNames(name: ts.BindingName): readonly string[] {
  return ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((at) => (ts.isBindingElement(at) ? boundNames(at.name) : []));
}

/** The top-level statement in which a node stands; undefined behind the last one. */
export function statementAround(node: ts.Node): ts.Statement | undefined {
  let at = node;
  while (!ts.isSourceFile(at.parent)) at = at.parent;
  return ts.isStatement(at) ? at : undefined;
}

/** Whether what is declared can rest on this part of its statement: not on a body whose result is annotated. */
export function isSurface(node: ts.Node, statement: ts.Node): boolean {
  for (let at = node; at !== statement; at = at.parent) if (isClosed(at.parent, at)) return false;
  return true;
}

function isClosed(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isFunctionLike(parent)) {
    if ((parent as { readonly body?: ts.Node }).body !== child) return false;
    if (ts.isConstructorDeclaration(parent)) return !isInferredFromAssignments(parent.parent);
    return parent.type !== undefined || ts.isSetAccessorDeclaration(parent);
  }
  // A variable is narrowed to what it is first set to, whatever its annotation says; a property and a parameter are not.
  return (ts.isPropertyDeclaration(parent) || ts.isParameter(parent)) && parent.initializer === child && parent.type !== undefined;
}

/** A field without a type takes that of what the constructor puts there. */
function isInferredFromAssignments(owner: ts.ClassLikeDeclaration): boolean {
  return owner.members.some((member) => ts.isPropertyDeclaration(member) && member.type === undefined && member.initializer === undefined);
}

/** Whether an identifier stands for something that its file declares or imports, as opposed to a member's or a declaration's own name. */
export function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isImportSpecifier(parent)) return false;
  if (ts.isExportSpecifier(parent)) return (parent.propertyName ?? parent.name) === node && parent.parent.parent.moduleSpecifier === undefined;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  return (parent as { readonly name?: ts.Node }).name !== node;
}

function isExported(statement: ts.Statement): boolean {
  return hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) === true;
}
