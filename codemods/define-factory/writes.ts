/** Who writes the fields of a class, and with what: the evidence on which its state is divided. */
import { ts } from '@ts-morph/common';
import { enclosing, forEachDescendant, isNothing, unwrap } from '../thread-context/syntax.js';

/** `set`: the field gets another value. `fill`: what it holds is changed. `count`: a number goes up or down. */
export type WriteKind = 'set' | 'fill' | 'count';

export type FieldWrite = {
  readonly field: string;
  readonly kind: WriteKind;
  readonly at: ts.Node;
  /** The method, accessor or constructor it stands in. */
  readonly member: ts.ClassElement;
  /** What is stored; nothing for a reset (`= []`, `= undefined`, `.clear()`) or a deletion. */
  readonly values: readonly ts.Expression[];
  /** Under which key, for a collection. */
  readonly key: ts.Expression | undefined;
  /** Only where nothing was kept before: `??=`, or inside `if (!this.field)`. */
  readonly once: boolean;
};

const FILLING = /^(set|add|push|unshift|splice|enqueue|append|insert)$/;
const EMPTYING = /^(delete|clear|pop|shift|remove|reset)$/;

export function fieldWrites(owner: ts.ClassLikeDeclaration): readonly FieldWrite[] {
  const writes: FieldWrite[] = [];
  for (const member of owner.members) {
    if (ts.isPropertyDeclaration(member) && !isFunctionValue(member.initializer)) continue;
    forEachDescendant(member, (node) => {
      const write = writeAt(node, member);
      if (write !== undefined) writes.push(write);
      return undefined;
    });
  }
  return writes;
}

const isFunctionValue = (value: ts.Expression | undefined): boolean => value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));

function writeAt(node: ts.Node, member: ts.ClassElement): FieldWrite | undefined {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const target = placeOf(node.operand);
    const counts = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
    if (target === undefined || !counts) return undefined;
    return target.key === undefined ? { ...target, kind: 'count', at: node, member, values: [], once: false } : { ...target, kind: 'fill', at: node, member, values: [node.operand], once: false };
  }
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return assignmentAt(node, member);
  if (ts.isDeleteExpression(node)) {
    const target = placeOf(node.expression);
    return target === undefined ? undefined : { ...target, kind: 'fill', at: node, member, values: [], once: false };
  }
  return ts.isCallExpression(node) ? mutationAt(node, member) : undefined;
}

function assignmentAt(node: ts.BinaryExpression, member: ts.ClassElement): FieldWrite | undefined {
  const target = placeOf(node.left);
  if (target === undefined) return undefined;
  const operator = node.operatorToken.kind;
  const counts = operator === ts.SyntaxKind.PlusEqualsToken || operator === ts.SyntaxKind.MinusEqualsToken;
  const once = operator === ts.SyntaxKind.QuestionQuestionEqualsToken || operator === ts.SyntaxKind.BarBarEqualsToken || isGuarded(node, target.field);
  const kind = target.isField ? (counts && target.key === undefined ? 'count' : 'set') : 'fill';
  return { ...target, kind, at: node, member, values: isReset(node.right) ? [] : [node.right], once };
}

/** `this.history.push(entry)`, `this.runs.get(id).push(run)`. */
function mutationAt(node: ts.CallExpression, member: ts.ClassElement): FieldWrite | undefined {
  const callee = unwrap(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const name = callee.name.text;
  if (!FILLING.test(name) && !EMPTYING.test(name)) return undefined;
  const target = placeOf(callee.expression);
  if (target === undefined) return undefined;
  const isKeyed = name === 'set' || name === 'delete';
  const values = EMPTYING.test(name) ? [] : node.arguments.slice(name === 'set' && node.arguments.length > 1 ? 1 : 0);
  return { field: target.field, key: target.key ?? (isKeyed ? node.arguments[0] : undefined), kind: 'fill', at: node, member, values, once: false };
}

/** The field behind `this.x`, `this.x.y`, `this.x[key]`, `this.x.get(key)`. */
function placeOf(node: ts.Expression): { field: string; key: ts.Expression | undefined; isField: boolean } | undefined {
  const inner = unwrap(node);
  if (ts.isPropertyAccessExpression(inner) && inner.expression.kind === ts.SyntaxKind.ThisKeyword) return { field: inner.name.text, key: undefined, isField: true };
  if (ts.isElementAccessExpression(inner)) {
    const outer = placeOf(inner.expression);
    return outer && { field: outer.field, key: outer.key ?? inner.argumentExpression, isField: false };
  }
  if (ts.isPropertyAccessExpression(inner)) {
    const outer = placeOf(inner.expression);
    return outer && { ...outer, isField: false };
  }
  if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression) && inner.expression.name.text === 'get') {
    const outer = placeOf(inner.expression.expression);
    return outer && { field: outer.field, key: outer.key ?? inner.arguments[0], isField: false };
  }
  return undefined;
}

const isAssignment = (kind: ts.SyntaxKind): boolean => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** What a field is set to when nothing is kept any more. */
function isReset(value: ts.Expression): boolean {
  const inner = unwrap(value);
  if (ts.isIdentifier(inner)) return inner.text === 'undefined';
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.length === 0;
  if (ts.isObjectLiteralExpression(inner)) return inner.properties.length === 0;
  if (ts.isNewExpression(inner)) return /^(Map|Set|WeakMap|WeakSet|Array)$/.test(inner.expression.getText()) && (inner.arguments?.length ?? 0) === 0;
  return inner.kind === ts.SyntaxKind.NullKeyword || inner.kind === ts.SyntaxKind.FalseKeyword || (ts.isNumericLiteral(inner) && inner.text === '0');
}

function isGuarded(node: ts.Node, field: string): boolean {
  const condition = enclosing(node, ts.isIfStatement)?.expression.getText();
  return condition !== undefined && new RegExp(`!\\s*this\\.${field.replace('$', '\\$')}\\b|this\\.${field.replace('$', '\\$')}\\s*={2,3}\\s*(undefined|null)`).test(condition);
}

/**
 * Whether an expression's value comes from the caller: from a parameter of the member (or of a function in it), or from a local
 * that was computed from one.
 */
export function dependsOnCaller(expression: ts.Expression, member: ts.ClassElement): boolean {
  return mentions(expression, callerNames(expression, member));
}

function callerNames(from: ts.Node, member: ts.ClassElement): ReadonlySet<string> {
  const names: Set<string> = new Set();
  for (let at: ts.Node | undefined = from; !isNothing(at); at = at === member ? undefined : at.parent) {
    if (ts.isFunctionLike(at)) for (const parameter of at.parameters) addNames(parameter.name, names);
  }
  // Locals in the order of the text; a second pass is not needed, because a value is computed before it is used.
  forEachDescendant(member, (node) => {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && mentions(node.initializer, names)) addNames(node.name, names);
    return undefined;
  });
  return names;
}

function addNames(name: ts.BindingName, names: Set<string>): void {
  if (ts.isIdentifier(name)) names.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) addNames(element.name, names);
}

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node)) return names.has(node.text) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
  let found = false;
  ts.forEachChild(node, (child) => {
    found ||= mentions(child, names);
  });
  return found;
}
