/** Test doubles under a name that the program asks for no more: the test would go on with the real thing, or with nothing. */
import { ts } from '@ts-morph/common';
import type { Edit } from '../../change/plan.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import { isTestFile } from '../tests.js';

export type Stale = { readonly node: ts.Node; readonly edit: Edit; readonly message: string };

export function staleDoubles({ edited, edits, textOf }: { readonly edited: TypeOracle; readonly edits: readonly Edit[]; readonly textOf: (file: string) => string }): readonly Stale[] {
  return [...retiredNames(edits, textOf)].flatMap(([name, edit]) => {
    const inTests = edited.filesNaming(name).filter((file) => isTestFile(file));
    if (inTests.length === 0) return [];
    const uses = edited.filesNaming(name).filter((file) => !isTestFile(file)).flatMap((file) => edited.identifiers(file, name).filter(isUse));
    const doubles = inTests.flatMap((file) => edited.identifiers(file, name).filter((node) => isDouble(node, file) && (uses.length === 0 || isSpiedInVain(edited, node, uses))));
    return doubles.map((node): Stale => ({ node, edit, message: `what stands in for \`${name}\` here is asked by nobody any more.` }));
  });
}

/** Names that an edit has replaced. */
function retiredNames(edits: readonly Edit[], textOf: (file: string) => string): ReadonlyMap<string, Edit> {
  const retired: Map<string, Edit> = new Map();
  for (const edit of edits) {
    if (isTestFile(edit.file)) continue;
    const old = textOf(edit.file).slice(edit.start, edit.end);
    for (const name of old.length < 1000 ? (old.match(/[A-Za-z_$][\w$]*/g) ?? []) : []) if (!retired.has(name)) retired.set(name, edit);
  }
  return retired;
}

/** `vi.spyOn(AgentHub, 'getInstance')`, where the program asks only other classes for their `getInstance`. */
function isSpiedInVain(edited: TypeOracle, node: ts.Node, uses: readonly ts.Node[]): boolean {
  if (!ts.isStringLiteralLike(node) || !ts.isCallExpression(node.parent) || node.parent.arguments[0] === undefined) return false;
  const member = edited.type(node.parent.arguments[0]).getProperty(node.text);
  const isStatic = (at: ts.Declaration): boolean => ts.canHaveModifiers(at) && (ts.getModifiers(at) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  const spied = new Set(edited.declarations(member).filter(isStatic));
  return spied.size > 0 && !uses.some((use) => edited.declarations(edited.symbol(use)).some((at) => spied.has(at)));
}

/** Anything but the name of a declaration, or of an export. */
function isUse(node: ts.Node): boolean {
  const parent = node.parent as ts.Node & { readonly name?: ts.Node };
  return !ts.isExportSpecifier(parent) && !(parent.name === node && !ts.isImportSpecifier(parent) && !ts.isPropertyAccessExpression(parent) && !ts.isShorthandPropertyAssignment(parent));
}

/** A key of a mocked module, the name that a spy is given, an export of a twin in `__mocks__`. */
function isDouble(node: ts.Node, file: string): boolean {
  const { parent } = node;
  if (ts.isStringLiteralLike(node)) return ts.isCallExpression(parent) && parent.arguments[1] === node && /(^|\.)(spyOn|spy|stub|replace|method|fake)$/.test(parent.expression.getText());
  if (file.includes('__mocks__/')) return (parent as ts.Node & { readonly name?: ts.Node }).name === node && (ts.isFunctionDeclaration(parent) || ts.isVariableDeclaration(parent));
  const isKey = (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node && ts.isObjectLiteralExpression(parent.parent);
  if (!isKey) return false;
  for (let at: ts.Node = parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isCallExpression(at) && /^(vi|jest|vitest|mock|td|mocker)\.(mock|doMock|unstable_mockModule|mockModule|module|replaceEsm)$/.test(at.expression.getText())) return true;
  }
  return false;
}
