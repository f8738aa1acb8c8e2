/**
 * Looks in the edited program for what no type-check can see: a function that takes the context now and is still called,
 * or handed on to be called, without it. It knows nothing of how the plan was made: it reads off the edits which
 * functions got a parameter, and asks the edited program who uses them.
 */
import { ts } from 'ts-morph';
import type { Edit } from '../../change/plan.js';
import { byFile, changedRanges } from '../../change/splice.js';
import type { TypeOracle } from '../../oracle/oracle.js';

export type Missed = { readonly file: string; readonly line: number; /** Whose edit gave the function its parameter. */ readonly component: number; readonly message: string };

export type AuditRequest = {
  readonly original: TypeOracle;
  readonly edited: TypeOracle;
  readonly edits: readonly Edit[];
  /** The context's type: `UserExecutionContext`. */
  readonly contextType: string;
};

/** The declarations that took the context and the components that gave it, by the name under which they are used. */
type Threaded = ReadonlyMap<string, ReadonlyMap<ts.Node, number>>;

export function audit(request: AuditRequest): readonly Missed[] {
  const { edited } = request;
  const missed: Missed[] = [];
  for (const [name, declarations] of threadedFunctions(request)) {
    for (const file of edited.filesNaming(name)) {
      for (const node of edited.identifiers(file, name)) {
        const component = isUse(node) ? componentOf(edited, node, declarations) : undefined;
        const problem = component === undefined ? undefined : problemAt(edited, node, request.contextType);
        const source = edited.source(file);
        if (component === undefined || problem === undefined || source === undefined) continue;
        missed.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, component, message: `\`${name}\` takes the context now, but ${problem}` });
      }
    }
  }
  return missed;
}

function threadedFunctions({ original, edited, edits }: AuditRequest): Threaded {
  const found = new Map<string, Map<ts.Node, number>>();
  for (const [file, own] of byFile(edits)) {
    const [before, after] = [original.source(file), edited.source(file)];
    if (!before || !after) continue;
    const ranges = changedRanges(own, before.text.length).filter(({ newStart, newEnd }) => newEnd > newStart);
    const rangeOf = (node: ts.Node): (typeof ranges)[number] | undefined => ranges.find(({ newStart, newEnd }) => newStart <= node.getStart(after) && node.end <= newEnd);
    const isNew = (node: ts.Node): boolean => rangeOf(node) !== undefined;
    const visit = (node: ts.Node): void => {
      if (!ranges.some(({ newStart, newEnd }) => newStart < node.end && node.pos < newEnd)) return;
      const first = ts.isFunctionLike(node) ? newFirstParameter(node, isNew) : undefined;
      if (first !== undefined) {
        const [name, declaration] = nameOf(first.parent) ?? [];
        if (name !== undefined && declaration !== undefined) found.set(name, (found.get(name) ?? new Map()).set(declaration, rangeOf(first)?.edit.component ?? 0));
      }
      ts.forEachChild(node, visit);
    };
    visit(after);
  }
  return found;
}

/** Of a function that was there before. A closure that is new as a whole is an adapter. */
function newFirstParameter(fn: ts.SignatureDeclaration, isNew: (node: ts.Node) => boolean): ts.ParameterDeclaration | undefined {
  const first = fn.parameters.find(({ name }) => !ts.isIdentifier(name) || name.text !== 'this');
  if (first === undefined || !isNew(first)) return undefined;
  const body = (fn as ts.SignatureDeclaration & { readonly body?: ts.Node }).body;
  const isOld = body === undefined ? !isNew(fn) : !isNew(body) && !isAdapter(fn, body, isNew);
  return isOld ? first : undefined;
}

/** `(x) => load(userContext, x)` around an old reference: the arrow is new although its body holds something old. */
function isAdapter(fn: ts.SignatureDeclaration, body: ts.Node, isNew: (node: ts.Node) => boolean): boolean {
  return ts.isArrowFunction(fn) && isNew(fn.equalsGreaterThanToken) && !ts.isBlock(body);
}

/** The name that uses of the function bear, and the declaration to which they resolve. */
function nameOf(fn: ts.SignatureDeclaration): readonly [string, ts.Node] | undefined {
  if (ts.isConstructorDeclaration(fn)) return fn.parent.name ? [fn.parent.name.text, fn.parent] : undefined;
  if (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) {
    const { parent } = fn;
    const isNamed = ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent);
    return isNamed && (ts.isIdentifier(parent.name) || ts.isPrivateIdentifier(parent.name)) ? [parent.name.text, parent] : undefined;
  }
  const { name } = fn as ts.SignatureDeclaration & { readonly name?: ts.Node };
  return name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)) ? [name.text, fn] : undefined;
}

/** An expression, as opposed to a declared name, an import, an export or a type. */
function isUse(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node || parent.expression === node;
  if (ts.isElementAccessExpression(parent)) return true;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if ((parent as ts.Node & { readonly name?: ts.Node }).name === node) return false;
  return ts.isIdentifier(node) && !ts.isImportOrExportSpecifier(parent) && !ts.isExportAssignment(parent) && !ts.isTypeNode(parent) && !ts.isQualifiedName(parent) && !ts.isImportClause(parent);
}

function componentOf(oracle: TypeOracle, node: ts.Node, declarations: ReadonlyMap<ts.Node, number>): number | undefined {
  const symbol = ts.isShorthandPropertyAssignment(node.parent) ? oracle.checkerOf(node).getShorthandAssignmentValueSymbol(node.parent) : oracle.symbol(node);
  const declaration = oracle.declarations(symbol).find((one) => declarations.has(one));
  return declaration && declarations.get(declaration);
}

/** What is wrong here and cannot be seen by the compiler; undefined when nothing is. */
function problemAt(oracle: TypeOracle, node: ts.Node, contextType: string): string | undefined {
  const expression = wholeReference(node);
  const { parent } = expression;
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === expression) {
    const first = parent.arguments?.[0];
    if (first === undefined) return 'is called without it here.';
    return isContext(oracle, first, contextType) ? undefined : 'is called here with something else, whose type is any, in its place.';
  }
  if (ts.isPropertyAccessExpression(parent)) {
    const position = { call: 1, bind: 1, apply: undefined }[parent.name.text];
    if (position === undefined || !ts.isCallExpression(parent.parent)) return undefined;
    const given = parent.parent.arguments[position];
    return given === undefined || isContext(oracle, given, contextType) ? undefined : 'is called here with something else, whose type is any, in its place.';
  }
  if (!isHandedOn(expression)) return undefined;
  const slot = oracle.checkerOf(node).getContextualType(expression as ts.Expression);
  const expected = slot?.getNonNullableType().getCallSignatures()[0]?.parameters[0];
  if (expected === undefined) return undefined;
  const type = oracle.checkerOf(node).getTypeOfSymbolAtLocation(expected, expression);
  return (type.flags & ts.TypeFlags.Any) !== 0 ? 'is handed on here to be called with something else, whose type is any, in its place.' : undefined;
}

/** From `load` to `this.agents.load`, brackets and assertions included. */
function wholeReference(node: ts.Node): ts.Node {
  let at = node;
  for (;;) {
    const { parent } = at;
    const isMember = (ts.isPropertyAccessExpression(parent) && parent.name === at) || (ts.isElementAccessExpression(parent) && parent.argumentExpression === at);
    if (isMember || ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) at = parent;
    else return at;
  }
}

function isContext(oracle: TypeOracle, argument: ts.Expression, contextType: string): boolean {
  if (ts.isSpreadElement(argument)) return true;
  const type = oracle.type(argument);
  // Anything with a type of its own was held against the parameter's by the compiler; in JavaScript nothing was.
  if ((type.flags & ts.TypeFlags.Any) !== 0) return false;
  return !/\.[cm]?jsx?$/.test(oracle.fileOf(argument)) || [type.getSymbol(), type.aliasSymbol].some((symbol) => symbol?.name === contextType);
}

function isHandedOn(expression: ts.Node): boolean {
  const { parent } = expression;
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== expression;
}
