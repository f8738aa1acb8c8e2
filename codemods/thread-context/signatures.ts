/**
 * Which functions a file calls, fills and passes on by type alone: `for (const action of Object.values(actions)) action(id)`
 * names none of them. Read once per file, however many groups ask.
 */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { callableOf, signatureDeclarations } from './callables.js';
import { losesType } from './flows.js';
import { forEachDescendant, isClosure } from './syntax.js';

export type FileSignatures = {
  /** Calls by each declaration that the callee's type has. */
  readonly calls: ReadonlyMap<ts.Node, readonly ts.CallExpression[]>;
  /** Functions that are put into a slot of this signature. */
  readonly filled: ReadonlyMap<ts.Node, readonly ts.Expression[]>;
  /** Values of each signature that are handed on to others, who call them as they please. */
  readonly passed: ReadonlyMap<ts.Node, readonly ts.Expression[]>;
  /** Names of variables, members and functions through which the signature reaches other files. */
  readonly carriers: ReadonlyMap<ts.Node, ReadonlySet<string>>;
};

export class Signatures {
  readonly #oracle: TypeOracle;
  readonly #files: Map<string, FileSignatures> = new Map();

  constructor(oracle: TypeOracle) {
    this.#oracle = oracle;
  }

  in(file: string): FileSignatures | undefined {
    const source = this.#oracle.source(file);
    if (source === undefined) return undefined;
    let known = this.#files.get(file);
    if (known === undefined) {
      known = this.#read(source);
      this.#files.set(file, known);
    }
    return known;
  }

  #read(source: ts.SourceFile): FileSignatures {
    const oracle = this.#oracle;
    const checker = oracle.checkerOf(source);
    const calls: Map<ts.Node, ts.CallExpression[]> = new Map();
    const filled: Map<ts.Node, ts.Expression[]> = new Map();
    const passed: Map<ts.Node, ts.Expression[]> = new Map();
    const carriers: Map<ts.Node, Set<string>> = new Map();
    const own = (declarations: readonly ts.Node[]): readonly ts.Node[] => declarations.filter((at) => oracle.isOwn(at));
    forEachDescendant(source, (node) => {
      if (ts.isCallExpression(node)) {
        for (const at of own(signatureDeclarations(oracle, checker.getNonNullableType(checker.getTypeAtLocation(node.expression))))) calls.set(at, [...(calls.get(at) ?? []), node]);
      }
      // What a call returned goes on unnamed: `cors(options())`.
      const given = isHandedOn(node) && !isClosure(node) ? own(signatureDeclarations(oracle, checker.getTypeAtLocation(node))) : [];
      if (isHandedOn(node) && (given.length > 0 || !ts.isCallExpression(node))) {
        const slot = checker.getContextualType(node);
        const slots = slot === undefined ? [] : signatureDeclarations(oracle, slot);
        for (const at of own(slots)) filled.set(at, [...(filled.get(at) ?? []), node]);
        const isOthers = slots.length > 0 ? own(slots).length === 0 : slot !== undefined && losesType(slot);
        if (isOthers) for (const at of given) passed.set(at, [...(passed.get(at) ?? []), node]);
      }
      const name = carrierName(node);
      if (name !== undefined) {
        const type = checker.getTypeAtLocation(node);
        for (const at of own(carried(oracle, ts.isFunctionLike(node) ? (type.getCallSignatures()[0]?.getReturnType() ?? type) : type, 2))) carriers.set(at, (carriers.get(at) ?? new Set()).add(name));
      }
      return undefined;
    });
    return { calls, filled, passed, carriers };
  }
}

function carrierName(node: ts.Node): string | undefined {
  const declares = ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertySignature(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node);
  return declares && node.name !== undefined && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

/** The signatures that a value of this type holds: its own, its elements', its properties'. */
function carried(oracle: TypeOracle, type: ts.Type, depth: number): readonly ts.Node[] {
  const own = signatureDeclarations(oracle, type);
  if (depth === 0 || (type.flags & ts.TypeFlags.Object) === 0) return own;
  const { checker, target } = type as ts.TypeReference & { readonly checker?: ts.TypeChecker };
  const elements = checker === undefined || (target as ts.Type | undefined) === undefined ? [] : checker.getTypeArguments(type as ts.TypeReference);
  const symbol = type.getSymbol() as ts.Symbol | undefined;
  const literal = symbol?.declarations?.some((at) => ts.isObjectLiteralExpression(at) || ts.isTypeLiteralNode(at)) === true;
  const properties = literal ? type.getProperties().slice(0, 50).flatMap((property) => (property.declarations ?? []).flatMap((at) => callableOf(at) ?? [])) : [];
  return [...own, ...properties, ...elements.flatMap((at) => carried(oracle, at, depth - 1))];
}

/** Functions that are given to something, rather than called or looked into. */
function isHandedOn(node: ts.Node): node is ts.Expression {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node) && !ts.isCallExpression(node) && !(ts.isExpression(node) && isClosure(node))) return false;
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node;
  if (ts.isArrowFunction(parent)) return parent.body === node;
  if (ts.isBinaryExpression(parent)) return parent.right === node;
  return ts.isShorthandPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent) || ts.isReturnStatement(parent) || ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent);
}
