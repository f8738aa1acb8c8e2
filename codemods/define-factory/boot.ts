/** When a method runs: only while the process starts, or also while requests are served. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { assignedName } from '../thread-context/commonjs.js';
import { referencesOf } from '../thread-context/references.js';
import { isBodied, ownerOf, referenceExpression, nameOf } from '../thread-context/syntax.js';

/** How far callers are followed before the answer is "also later". */
const DEPTH = 6;

/**
 * Whether every call of this function is made at the top level of a module, or from functions of which the same is true.
 * Calls in tests do not count: a test may do anything. Without any call nothing is known, and the answer is no.
 */
export function isBootOnly(oracle: TypeOracle, fn: ts.Node, depth = 0): boolean {
  if (ts.isSourceFile(fn)) return true;
  if (depth > DEPTH || !isBodied(fn)) return false;
  const calls = callsOf(oracle, fn);
  return calls.length > 0 && calls.every((call) => {
    const owner = ownerOf(call);
    return owner === undefined || (owner.kind === 'function' && isBootOnly(oracle, owner.node, depth + 1));
  });
}

export const AT_ONCE: RegExp = /\.(forEach|map|flatMap|filter|some|every|find|reduce|sort)$/;

/** Whether what stands in a function runs when the function does: not in a listener or a callback that it only hands on. */
export function runsWith(node: ts.Node, fn: ts.Node): boolean {
  for (let at = node; at !== fn && !ts.isSourceFile(at); at = at.parent) {
    if (!isBodied(at)) continue;
    const call = ts.isParenthesizedExpression(at.parent) ? at.parent.parent : at.parent;
    if (!ts.isCallExpression(call) || !(call.expression.pos <= at.pos && at.end <= call.expression.end || AT_ONCE.test(call.expression.getText()))) return false;
  }
  return true;
}

/** Every use of the function as a value outside tests. A closure has no name to look for: its holder is not followed. */
export function callsOf(oracle: TypeOracle, fn: ts.SignatureDeclaration): readonly ts.Node[] {
  // `exports.load = async (id) => …`: the left side is the declaration.
  const holder = assignedName(fn) ?? (fn.name === undefined ? fn.parent : fn);
  const declared = (holder as { readonly name?: ts.Node }).name;
  if (declared === undefined) return [];
  const name = ts.isPropertyAccessExpression(holder) ? holder.name.text : nameOf(fn);
  // What is handed out in `module.exports = { load }` means the function.
  const references = referencesOf(oracle);
  // Declarations are compared: the checker makes another symbol of a method for each type that it reaches it through.
  return oracle.filesNaming(name).filter((file) => !isTest(file)).flatMap((file) =>
    oracle.identifiers(file, name).filter((node) => !isNameOfFunction(node) && node !== declared && referenceExpression(node) !== undefined && !isImport(node) && references.declarations(node).some((declaration) => declaration === holder)));
}

/** Overloads, and the two halves of a property, are declared more than once. */
const isNameOfFunction = (node: ts.Node): boolean => ts.isFunctionLike(node.parent) && node.parent.name === node;

const isImport = ({ parent }: ts.Node): boolean => ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isExportSpecifier(parent) || ts.isNamespaceImport(parent);

/** Where tests live, by the conventions of every runner. */
export const isTest = (file: string): boolean => /(^|\/)(tests?|__tests__|__mocks__|specs?|e2e)\/|\.(test|spec)\.[cm]?[jt]sx?$/.test(file);
