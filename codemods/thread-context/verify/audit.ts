/**
 * Looks in the edited program for what no type-check can see: a function that takes the context now and is still called,
 * or handed on to be called, without it. It knows nothing of how the plan was made: it reads off the edits which
 * functions got a parameter, and asks the edited program who uses them.
 */
import { ts } from '@ts-morph/common';
import type { Edit } from '../../change/plan.js';
import { byFile, changedRanges } from '../../change/splice.js';
import type { Reached } from '../../oracle/influence.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import { isJavaScript } from '../style.js';
import { earlyFields } from './early-fields.js';
import { shiftedIn } from './shifted.js';
import { staleDoubles } from './stale-doubles.js';

export type Missed = { readonly file: string; readonly line: number; /** Whose edit gave the function its parameter. */ readonly component: number; readonly message: string };

export type AuditRequest = {
  readonly original: TypeOracle;
  readonly edited: TypeOracle;
  readonly edits: readonly Edit[];
  /** What the edits can have changed the types of. */
  readonly reached: Reached;
  /** The original text of a file. */
  readonly textOf: (file: string) => string;
};

/** What a declaration got: the new parameter, and the component whose edit it is. */
type Gain = { readonly parameter: ts.ParameterDeclaration; readonly component: number };

/** The declarations that took the context, by the name under which they are used. */
type Threaded = ReadonlyMap<string, ReadonlyMap<ts.Node, Gain>>;

export function audit(request: AuditRequest): readonly Missed[] {
  const { edited } = request;
  const missed: Missed[] = [];
  const planned = plannedText(request);
  const threaded = threadedFunctions(request, planned);
  for (const [name, declarations] of threaded) {
    for (const file of edited.filesNaming(name)) {
      for (const node of edited.identifiers(file, name)) {
        const gain = isUse(node) ? gainOf(edited, node, declarations) : undefined;
        const problem = gain && problemAt(edited, node, gain.parameter, planned);
        if (gain === undefined || problem === undefined) continue;
        missed.push({ ...placeOf(edited, node), component: gain.component, message: `\`${name}\` takes the context now, but ${problem}` });
      }
    }
  }
  const early = [...new Set(request.edits.map(({ file }) => file))].flatMap((file) => earlyFields(edited.source(file), (parameter) => planned(parameter) !== undefined));
  const unset = early.map(({ field, parameter }): Missed => ({ ...placeOf(edited, field), component: planned(parameter)?.component ?? 0, message: `\`${field.name.getText()}\` is set before the context that it needs.` }));
  return [...missed, ...unset, ...shifted(request, threaded), ...staleDoubles(request).map(({ node, edit, message }) => ({ ...placeOf(edited, node), component: edit.component, message }))];
}

/** Whatever became the context without being edited, in the files that name a threaded function or were edited themselves. */
function shifted(request: AuditRequest, threaded: Threaded): readonly Missed[] {
  const { edited, edits } = request;
  const components = new Map(edits.map(({ file, component }) => [file, component] as const));
  const types: Set<string> = new Set();
  for (const [name, declarations] of threaded) {
    for (const { parameter, component } of declarations.values()) {
      const symbol = edited.type(parameter).getSymbol();
      if (symbol !== undefined) types.add(symbol.name);
      for (const file of edited.filesNaming(name)) if (!components.has(file)) components.set(file, component);
    }
  }
  const isContext = (type: ts.Type): boolean => types.has(type.getNonNullableType().getSymbol()?.name ?? '');
  const own = byFile(edits);
  return [...components].flatMap(([file, component]) => shiftedIn({ ...request, file, edits: own.get(file) ?? [], isContext }).map(({ node, message }) => ({ ...placeOf(edited, node), component, message })));
}

function placeOf(oracle: TypeOracle, node: ts.Node): Pick<Missed, 'file' | 'line'> {
  const source = node.getSourceFile();
  return { file: oracle.fileOf(node), line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 };
}

/** The edit that wrote a node of the edited program, if one wrote all of it. */
type Planned = (node: ts.Node) => Edit | undefined;

function plannedText({ textOf, edited, edits }: AuditRequest): Planned {
  const ranges = new Map([...byFile(edits)].map(([file, own]) => [file, changedRanges(own, textOf(file).length)] as const));
  return (node) => {
    const start = node.getStart();
    return ranges.get(edited.fileOf(node))?.find(({ newStart, newEnd }) => newStart <= start && node.end <= newEnd)?.edit;
  };
}

function threadedFunctions({ textOf, edited, edits }: AuditRequest, planned: Planned): Threaded {
  const found: Map<string, Map<ts.Node, Gain>> = new Map();
  for (const [file, own] of byFile(edits)) {
    const after = edited.source(file);
    if (!after) continue;
    const ranges = changedRanges(own, textOf(file).length).filter(({ newStart, newEnd }) => newEnd > newStart);
    const isNew = (node: ts.Node): boolean => planned(node) !== undefined;
    const visit = (node: ts.Node): void => {
      if (!ranges.some(({ newStart, newEnd }) => newStart < node.end && node.pos < newEnd)) return;
      const first = ts.isFunctionLike(node) ? newFirstParameter(node, isNew) : undefined;
      if (first !== undefined) {
        const [name, declaration] = nameOf(first.parent) ?? [];
        if (name !== undefined && declaration !== undefined) found.set(name, (found.get(name) ?? new Map()).set(declaration, { parameter: first, component: planned(first)?.component ?? 0 }));
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
  // A list of forms, old and new: the signatures above it say what is passed.
  if (first === undefined || first.dotDotDotToken !== undefined || !isNew(first)) return undefined;
  const body = (fn as ts.SignatureDeclaration & { readonly body?: ts.Node }).body;
  const isOld = body === undefined ? !isNew(fn) : !isNew(body) && !isAdapter(fn, body, isNew);
  // `const prefix = (userContext) => …` where a value stood: the name is old, and its uses have to call it now.
  const isTurned = ts.isVariableDeclaration(fn.parent) && !isNew(fn.parent.name);
  return isOld || isTurned ? first : undefined;
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

function gainOf(oracle: TypeOracle, node: ts.Node, declarations: ReadonlyMap<ts.Node, Gain>): Gain | undefined {
  const symbol = ts.isShorthandPropertyAssignment(node.parent) ? oracle.checkerOf(node).getShorthandAssignmentValueSymbol(node.parent) : oracle.symbol(node);
  const declaration = oracle.declarations(symbol).find((one) => declarations.has(one));
  return declaration && declarations.get(declaration);
}

const NOT_PASSED = 'is called here without it, or with something in its place that the compiler does not hold against its type.';

/** What is wrong here and cannot be seen by the compiler; undefined when nothing is. */
function problemAt(oracle: TypeOracle, node: ts.Node, parameter: ts.ParameterDeclaration, planned: Planned): string | undefined {
  const expression = wholeReference(node);
  const { parent } = expression;
  const isPassed = (argument: ts.Expression | undefined): string | undefined => (argument !== undefined && (isContext(oracle, argument, parameter) || isWritten(oracle, argument, planned)) ? undefined : NOT_PASSED);
  const isListPassed = (list: ts.Expression | undefined): string | undefined => (list !== undefined && beginsWithContext(oracle, list, parameter) ? undefined : NOT_PASSED);
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === expression) return isPassed(parent.arguments?.[0]);
  if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent)) {
    const given = parent.parent.arguments[1];
    if (parent.name.text === 'call') return isPassed(given);
    if (parent.name.text === 'apply') return isListPassed(given);
    // Without arguments of its own, what is bound is called elsewhere.
    return parent.name.text === 'bind' && given !== undefined ? isPassed(given) : undefined;
  }
  // `() => load` in the place of `() => load(userContext)`, and a getter that became a method but is read as before.
  if (ts.isArrowFunction(parent) && planned(parent.equalsGreaterThanToken) !== undefined) return 'is not called in the closure that was made to call it.';
  if (ts.isTemplateSpan(parent) || ts.isAwaitExpression(parent) || isSum(parent)) return 'stands here as a value where its result is meant.';
  if (!isHandedOn(expression)) return undefined;
  if (ts.isCallExpression(parent) && parent.expression.getText() === 'Reflect.apply') return isListPassed(parent.arguments[2]);
  const slot = oracle.checkerOf(node).getContextualType(expression as ts.Expression);
  const expected = slot?.getNonNullableType().getCallSignatures()[0]?.parameters[0];
  return expected !== undefined && isAnyParameter(oracle.checkerOf(node), expected, expression) ? 'is handed on here to be called with something in its place whose type is any.' : undefined;
}

/** `any`, or the first of `...parameters: any[]`. */
function isAnyParameter(checker: ts.TypeChecker, parameter: ts.Symbol, at: ts.Node): boolean {
  const type = checker.getTypeOfSymbolAtLocation(parameter, at);
  const [element] = checker.isArrayType(type) && parameter.valueDeclaration && ts.isParameter(parameter.valueDeclaration) && parameter.valueDeclaration.dotDotDotToken ? checker.getTypeArguments(type as ts.TypeReference) : [];
  return ((element ?? type).flags & ts.TypeFlags.Any) !== 0;
}

/** A list of arguments, written out or computed elsewhere. */
function beginsWithContext(oracle: TypeOracle, list: ts.Expression, parameter: ts.ParameterDeclaration): boolean {
  if (ts.isArrayLiteralExpression(list)) {
    const [first] = list.elements;
    return first !== undefined && isContext(oracle, first, parameter);
  }
  const checker = oracle.checkerOf(list);
  const type = oracle.type(list);
  const [first] = checker.isArrayType(type) || checker.isTupleType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
  return first !== undefined && (first.flags & ts.TypeFlags.Any) === 0 && checker.isTypeAssignableTo(first, oracle.type(parameter));
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

function isContext(oracle: TypeOracle, argument: ts.Expression, parameter: ts.ParameterDeclaration): boolean {
  if (ts.isSpreadElement(argument)) return true;
  const type = oracle.type(argument);
  return (type.flags & ts.TypeFlags.Any) === 0 && oracle.checkerOf(argument).isTypeAssignableTo(type, oracle.type(parameter));
}

/** In JavaScript that nothing checks, the parameter or field that an edit wrote is the context, although its type is any. */
function isWritten(oracle: TypeOracle, argument: ts.Expression, planned: Planned): boolean {
  const name = ts.isPropertyAccessExpression(argument) ? argument.name : argument;
  return isJavaScript(argument.getSourceFile()) && ts.isIdentifier(name) && oracle.declarations(oracle.symbol(name)).some((at) => planned(at) !== undefined);
}

function isSum(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.PlusToken || node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken);
}

function isHandedOn(expression: ts.Node): boolean {
  const { parent } = expression;
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== expression;
}
