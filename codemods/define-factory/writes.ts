/** Who writes a slot (a field, a module's variable, a property of the one object), and with what: the evidence on which state is divided. */
import { ts } from '@ts-morph/common';
import { forEachDescendant, unwrap } from '../thread-context/syntax.js';

/** `set`: the field gets another value. `fill`: what it holds is changed. `count`: a number goes up or down. */
export type WriteKind = 'set' | 'fill' | 'count';

export type SlotWrite = {
  readonly slot: string;
  readonly kind: WriteKind;
  readonly at: ts.Node;
  /** The method, accessor, constructor or function it stands in. */
  readonly member: ts.Node;
  /** What is stored; nothing for a reset (`= []`, `= undefined`, `.clear()`) or a deletion. */
  readonly values: readonly ts.Expression[];
  /** Under which key, for a collection. */
  readonly key: ts.Expression | undefined;
  /** Only where nothing was kept before: `??=`, or inside `if (!this.field)`. */
  readonly once: boolean;
};

/** The slot that a node names, if it names one: `history` for `this.history`, or for the `history` of `const { history } = this`. */
export type SlotAt = (node: ts.Node) => string | undefined;

/** What a slot holds, or a part of it, under another name. */
export type Held = { readonly slot: string; readonly key: ts.Expression | undefined };
export type HeldAt = (node: ts.Expression) => Held | undefined;

export const fieldOfThis: SlotAt = (node) => (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword ? node.name.text : undefined);

export const FILLING: RegExp = /^(set|add|push|unshift|splice|enqueue|append|insert)$/;
export const EMPTYING: RegExp = /^(delete|clear|pop|shift|remove|reset)$/;

export function fieldWrites(owner: ts.ClassLikeDeclaration): readonly SlotWrite[] {
  return owner.members.flatMap((member) => (ts.isPropertyDeclaration(member) && !isFunctionValue(member.initializer) ? [] : writesIn(member, fieldOfThis)));
}

/**
 * @param member what the writes are said to stand in
 * @param heldAt other names of what the slots hold
 */
export function writesIn(member: ts.Node, slotAt: SlotAt, heldAt?: HeldAt): readonly SlotWrite[] {
  const writes: SlotWrite[] = [];
  forEachDescendant(member, (node) => {
    const write = writeAt(node, (at) => placeOf(at, slotAt, heldAt));
    if (write !== undefined) writes.push({ ...write, member });
    return undefined;
  });
  return writes;
}

const isFunctionValue = (value: ts.Expression | undefined): boolean => value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));

type Write = Omit<SlotWrite, 'member'>;
type Place = { readonly slot: string; readonly key: ts.Expression | undefined; readonly isSlot: boolean };

type PlaceAt = (node: ts.Expression) => Place | undefined;

function writeAt(node: ts.Node, placeAt: PlaceAt): Write | undefined {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const target = ts.isIdentifier(unwrap(node.operand)) ? ownPlace(node.operand, placeAt) : placeAt(node.operand);
    const counts = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
    if (target === undefined || !counts) return undefined;
    const { slot, key } = target;
    return { slot, key, kind: key === undefined ? 'count' : 'fill', at: node, values: key === undefined ? [] : [node.operand], once: false };
  }
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return assignmentAt(node, placeAt);
  if (ts.isDeleteExpression(node)) {
    const target = placeAt(node.expression);
    return target && { slot: target.slot, key: target.key, kind: 'fill', at: node, values: [], once: false };
  }
  return ts.isCallExpression(node) ? mutationAt(node, placeAt) : undefined;
}

function assignmentAt(node: ts.BinaryExpression, placeAt: PlaceAt): Write | undefined {
  const target = ownPlace(node.left, placeAt);
  if (target === undefined) return undefined;
  const { slot, key, isSlot } = target;
  const operator = node.operatorToken.kind;
  const counts = operator === ts.SyntaxKind.PlusEqualsToken || operator === ts.SyntaxKind.MinusEqualsToken || (isSlot && isStep(node));
  const once = operator === ts.SyntaxKind.QuestionQuestionEqualsToken || operator === ts.SyntaxKind.BarBarEqualsToken || isGuarded(node, slot);
  const kind = isSlot ? (counts ? 'count' : 'set') : 'fill';
  return { slot, key, kind, at: node, values: isReset(node.right) || isLess(node) ? [] : [node.right], once };
}

/** `this.history.push(entry)`, `this.runs.get(id).push(run)`, `Object.assign(this.settings, changes)`. */
function mutationAt(node: ts.CallExpression, placeAt: PlaceAt): Write | undefined {
  const callee = unwrap(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const [first, ...others] = node.arguments;
  if (callee.getText() === 'Object.assign' && first !== undefined) {
    const target = placeAt(first);
    return target && { slot: target.slot, key: target.key, kind: 'fill', at: node, values: others, once: false };
  }
  const name = callee.name.text;
  if (!FILLING.test(name) && !EMPTYING.test(name)) return undefined;
  const target = placeAt(callee.expression);
  if (target === undefined) return undefined;
  const isKeyed = name === 'set' || name === 'delete';
  const values = EMPTYING.test(name) ? [] : node.arguments.slice(name === 'set' && node.arguments.length > 1 ? 1 : 0);
  return { slot: target.slot, key: target.key ?? (isKeyed ? first : undefined), kind: 'fill', at: node, values, once: false };
}

/** `list = []` gives a local another value; what the slot holds stays as it is. */
function ownPlace(node: ts.Expression, placeAt: PlaceAt): Place | undefined {
  const place = placeAt(node);
  return place?.isSlot === false && ts.isIdentifier(unwrap(node)) ? undefined : place;
}

/** The slot behind `this.x`, `this.x.y`, `this.x[key]`, `this.x.get(key)`, `(this.x[key] ??= [])`, or behind another name of these. */
export function placeOf(node: ts.Expression, slotAt: SlotAt, heldAt?: HeldAt): Place | undefined {
  const inner = unwrap(node);
  const slot = slotAt(inner);
  if (slot !== undefined) return { slot, key: undefined, isSlot: true };
  const held = heldAt?.(inner);
  if (held !== undefined) return { ...held, isSlot: false };
  const behind = (outer: ts.Expression, key?: ts.Expression): Place | undefined => {
    const place = placeOf(outer, slotAt, heldAt);
    return place && { slot: place.slot, key: place.key ?? key, isSlot: false };
  };
  if (ts.isBinaryExpression(inner) && isAssignment(inner.operatorToken.kind)) return behind(inner.left);
  if (ts.isElementAccessExpression(inner)) return behind(inner.expression, inner.argumentExpression);
  if (ts.isPropertyAccessExpression(inner)) return behind(inner.expression);
  if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression) && inner.expression.name.text === 'get') return behind(inner.expression.expression, inner.arguments[0]);
  return undefined;
}

const isAssignment = (kind: ts.SyntaxKind): boolean => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** `this.total = this.total + 1` */
function isStep({ left, right }: ts.BinaryExpression): boolean {
  const inner = unwrap(right);
  return ts.isBinaryExpression(inner) && /^[+-]$/.test(inner.operatorToken.getText()) && inner.left.getText() === left.getText() && ts.isNumericLiteral(inner.right);
}

/** `this.handlers = this.handlers.filter(…)`: something is taken away, nothing put in. */
function isLess({ left, right }: ts.BinaryExpression): boolean {
  const inner = unwrap(right);
  return ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression) && /^(filter|slice)$/.test(inner.expression.name.text) && inner.expression.expression.getText() === left.getText();
}

/** What a field is set to when nothing is kept any more. */
function isReset(value: ts.Expression): boolean {
  const inner = unwrap(value);
  if (ts.isIdentifier(inner)) return inner.text === 'undefined';
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.length === 0;
  if (ts.isObjectLiteralExpression(inner)) return inner.properties.length === 0;
  if (ts.isNewExpression(inner)) return /^(Map|Set|WeakMap|WeakSet|Array)$/.test(inner.expression.getText()) && (inner.arguments?.length ?? 0) === 0;
  return inner.kind === ts.SyntaxKind.NullKeyword || inner.kind === ts.SyntaxKind.FalseKeyword || (ts.isNumericLiteral(inner) && inner.text === '0');
}

/** Inside `if (!this.x)`, or behind `if (this.x) return`. */
function isGuarded(node: ts.Node, slot: string): boolean {
  const name = `(?:this\\.)?${slot.replaceAll('$', '\\$')}`;
  const isMissing = new RegExp(`!\\s*${name}\\b|(?<![.\\w])${name}\\s*={2,3}\\s*(undefined|null|false)`);
  const isThere = new RegExp(`^\\s*${name}(\\s*!={1,2}\\s*(undefined|null|false)|\\s*===\\s*true)?\\s*$`);
  for (let at = node; !ts.isFunctionLike(at) && !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    if (ts.isIfStatement(parent) && parent.thenStatement === at && isMissing.test(parent.expression.getText())) return true;
    const before = ts.isBlock(parent) ? parent.statements.slice(0, parent.statements.indexOf(at as ts.Statement)) : [];
    if (before.some((one) => ts.isIfStatement(one) && isThere.test(one.expression.getText()) && leaves(one.thenStatement))) return true;
  }
  return false;
}

const leaves = (statement: ts.Statement): boolean => ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || (ts.isBlock(statement) && statement.statements.some((one) => ts.isReturnStatement(one) || ts.isThrowStatement(one)));
