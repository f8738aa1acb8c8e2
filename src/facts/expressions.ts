import type { Argument, AssignmentExpression, CallExpression, Expression, MemberExpression, NewExpression, Node, ObjectExpression } from 'oxc-parser';
import { type Builder, derived, either, EMPTY, member, object, UNKNOWN } from './builder.js';
import type { Property, Value } from './facts.js';
import { classFact } from './classes.js';
import { functionFact } from './functions.js';
import { condition } from './guards.js';
import { assignPattern, keyOf } from './patterns.js';
import { endOf, startOf } from './positions.js';

/** Statements that set up a session with a database: of the texts that are put together, only what these begin with is kept. */
const OF_SESSION = /^\s*(?:set|use|alter\s+session|pragma)\s/i;

/** Walks an expression once: records what it does, returns where its value comes from. */
export function expression(b: Builder, node: Expression, name = ''): Value {
  switch (node.type) {
    case 'Literal': return literal(node);
    case 'Identifier': return identifier(b, node.name, startOf(node));
    case 'ThisExpression': return { kind: 'this', function: b.thisFunction };
    case 'MemberExpression': return memberExpression(b, node, true);
    case 'CallExpression': return callExpression(b, node);
    case 'NewExpression': return newExpression(b, node);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression': return { kind: 'function', id: functionFact(b, node, { name }) };
    case 'ClassExpression': return { kind: 'class', id: classFact(b, node, name) };
    case 'ObjectExpression': return objectExpression(b, node);
    case 'ArrayExpression':
      return { kind: 'array', elements: node.elements.flatMap((element) => (element ? [argument(b, element)] : [])), at: startOf(node) };
    case 'AssignmentExpression': return assignment(b, node);
    case 'AwaitExpression': {
      const of = expression(b, node.argument);
      b.currentFunction().awaits.push(endOf(node));
      return { kind: 'await', of };
    }
    case 'YieldExpression': {
      // What it gives out on the way.
      if (node.argument) b.currentFunction().returns.push(expression(b, node.argument));
      b.currentFunction().awaits.push(endOf(node));
      return UNKNOWN;
    }
    case 'ConditionalExpression': {
      const test = condition(b, node.test);
      const end = endOf(node);
      return either([
        b.branched(endOf(node.consequent), () => b.guarded(test.whenTrue, () => expression(b, node.consequent)), end),
        b.branched(end, () => b.guarded(test.whenFalse, () => expression(b, node.alternate))),
      ]);
    }
    case 'LogicalExpression': {
      const left = condition(b, node.left);
      const right = b.branched(endOf(node), () => b.guarded(node.operator === '&&' ? left.whenTrue : left.whenFalse, () => expression(b, node.right)));
      return node.operator === '&&' ? right : either([left.value, right]);
    }
    case 'BinaryExpression': {
      const left = node.left.type === 'PrivateIdentifier' ? UNKNOWN : expression(b, node.left);
      return derived([left, expression(b, node.right)], left.kind === 'literal' && OF_SESSION.test(left.text ?? '') ? left : undefined);
    }
    case 'TemplateLiteral': {
      if (node.expressions.length === 0) return { kind: 'literal', text: (node.quasis[0]?.value.cooked ?? '').slice(0, 80) };
      const start = node.quasis[0]?.value.cooked ?? '';
      const parts = node.expressions.map((part) => expression(b, part));
      return derived(parts, OF_SESSION.test(start) ? { kind: 'literal', text: start.slice(0, 80) } : undefined);
    }
    case 'TaggedTemplateExpression': {
      const callee = expression(b, node.tag);
      return b.call(callee, node.quasi.expressions.map((part) => expression(b, part)), startOf(node), endOf(node), { tagged: true });
    }
    case 'UnaryExpression':
      if (node.operator === 'delete') b.assign(place(b, node.argument), EMPTY, startOf(node), 'delete');
      else if (node.operator === 'void') expression(b, node.argument);
      else return derived([expression(b, node.argument)]);
      return EMPTY;
    case 'UpdateExpression':
      b.assign(place(b, node.argument), { kind: 'literal' }, startOf(node), 'update');
      // Another number each time, so no constant.
      return UNKNOWN;
    case 'SequenceExpression': {
      let last: Value = UNKNOWN;
      for (const part of node.expressions) last = expression(b, part);
      return last;
    }
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
      return expression(b, node.expression, name);
    case 'ImportExpression': {
      const source = expression(b, node.source);
      return source.kind === 'literal' && source.text !== undefined ? { kind: 'module', request: b.request(source.text) } : UNKNOWN;
    }
    // `super.x` is a field of this very object.
    case 'Super': return { kind: 'this', function: b.thisFunction };
    default:
      walkChildren(b, node);
      return UNKNOWN;
  }
}

function literal(node: Expression & { type: 'Literal' }): Value {
  if ('regex' in node && node.regex) return { kind: 'regex', flags: node.regex.flags };
  if (node.value === null || node.value === false) return EMPTY;
  return { kind: 'literal', text: String(node.value).slice(0, 80) };
}

export function identifier(b: Builder, name: string, at: number): Value {
  const id = b.lookup(name);
  if (id === undefined) return name === 'undefined' ? EMPTY : { kind: 'global', name };
  const variable = b.variable(id);
  const value: Value = { kind: 'variable', id };
  if (variable.function !== b.function && variable.kind !== 'function' && variable.kind !== 'class') b.read(value, at);
  return value;
}

/** Names a place that is written to, without calling it a read. */
export function place(b: Builder, node: Expression): Value {
  switch (node.type) {
    case 'Identifier': {
      const id = b.lookup(node.name);
      return id === undefined ? { kind: 'global', name: node.name } : { kind: 'variable', id };
    }
    case 'MemberExpression': return memberExpression(b, node, false);
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
      return place(b, node.expression);
    default:
      return expression(b, node);
  }
}

function memberExpression(b: Builder, node: MemberExpression, isRead: boolean): Value {
  const target = node.object.type === 'Identifier' || node.object.type === 'MemberExpression' ? place(b, node.object) : expression(b, node.object);
  const key = keyOf(b, node.property, node.computed);
  const value = member(target, key, startOf(node));
  if (isRead && outlives(b, value)) b.read(value, startOf(node));
  return value;
}

/** Whether the place at the bottom of a member chain belongs to something that may outlive this function. */
function outlives(b: Builder, value: Value): boolean {
  let bottom = value;
  while (bottom.kind === 'member') bottom = bottom.object;
  if (bottom.kind === 'variable') return b.variable(bottom.id).function !== b.function || b.variable(bottom.id).definitions.some(isOfModule);
  // `getWorkbench().owner`: what an accessor hands out may outlive everything.
  if (bottom.kind === 'call') return b.calls[bottom.id]?.callee.kind === 'variable' && !b.calls[bottom.id]?.new;
  return bottom.kind === 'this' || bottom.kind === 'global' || isOfModule(bottom);
}

/** `(await import('./session.js')).current` */
function isOfModule(value: Value): boolean {
  switch (value.kind) {
    case 'module': return true;
    case 'await': return isOfModule(value.of);
    case 'member': return isOfModule(value.object);
    default: return false;
  }
}

export function argument(b: Builder, node: Argument): Value {
  return node.type === 'SpreadElement' ? derived([expression(b, node.argument)]) : expression(b, node);
}

function callExpression(b: Builder, node: CallExpression): Value {
  const { callee: target } = node;
  if (target.type === 'Identifier' && target.name === 'require' && b.lookup('require') === undefined) {
    const only = node.arguments[0];
    if (only?.type === 'Literal' && typeof only.value === 'string') return { kind: 'module', request: b.request(only.value) };
  }
  const looked = lookedUp(b, node);
  if (looked) return looked;
  const callee: Value = target.type === 'Super' ? { kind: 'global', name: 'super' } : expression(b, target);
  return b.call(callee, node.arguments.map((part) => argument(b, part)), startOf(node), endOf(node), spreadOf(node.arguments));
}

/** `Reflect.get(object, key)` is `object[key]`. */
function lookedUp(b: Builder, { callee, arguments: [whole, name, receiver] }: CallExpression): Value | undefined {
  const isReflected = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Reflect' && callee.property.type === 'Identifier' && callee.property.name === 'get';
  if (!isReflected || b.lookup('Reflect') !== undefined || !whole || !name || receiver || whole.type === 'SpreadElement' || name.type === 'SpreadElement') return undefined;
  const key = expression(b, name);
  const value = member(place(b, whole), key.kind === 'literal' && key.text !== undefined ? key.text : key, startOf(callee));
  if (outlives(b, value)) b.read(value, startOf(callee));
  return value;
}

function newExpression(b: Builder, node: NewExpression): Value {
  const callee = expression(b, node.callee);
  return b.call(callee, node.arguments.map((part) => argument(b, part)), startOf(node), endOf(node), { new: true, ...spreadOf(node.arguments) });
}

function spreadOf(args: readonly Argument[]): { spread?: true } {
  return args.some((part) => part.type === 'SpreadElement') ? { spread: true } : {};
}

function objectExpression(b: Builder, node: ObjectExpression): Value {
  const properties: Property[] = [];
  const spreads: Value[] = [];
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      spreads.push(expression(b, property.argument));
      continue;
    }
    const key = keyOf(b, property.key, property.computed);
    const name = typeof key === 'string' ? key : '';
    const value: Value = property.value.type === 'FunctionExpression' && (property.method || property.kind !== 'init')
      ? { kind: 'function', id: functionFact(b, property.value, { name, kind: property.kind === 'init' ? 'method' : property.kind === 'get' ? 'getter' : 'setter', object: startOf(node) }) }
      : property.value.type === 'FunctionExpression' || property.value.type === 'ArrowFunctionExpression'
        ? { kind: 'function', id: functionFact(b, property.value, { name, object: startOf(node) }) }
        : expression(b, property.value, name);
    if (typeof key === 'string') properties.push({ name: key, value });
    else spreads.push(value);
  }
  return object(properties, spreads, startOf(node));
}

function assignment(b: Builder, node: AssignmentExpression): Value {
  const { left, operator } = node;
  if (left.type === 'ArrayPattern' || left.type === 'ObjectPattern') {
    const value = expression(b, node.right);
    assignPattern(b, left, value, startOf(node));
    return value;
  }
  const target = place(b, left);
  if (operator === '=') {
    const { awaits, reads } = b.currentFunction();
    const before = awaits.length + reads.length;
    const value = expression(b, node.right, left.type === 'Identifier' ? left.name : '');
    // What the value is made of is read, and waited for, before it is put in its place.
    b.assign(target, value, startOf(node), '=', awaits.length + reads.length > before ? endOf(node) : undefined);
    return value;
  }
  if (operator === '??=' || operator === '||=') {
    const value = b.guarded({ absent: [target], met: [], compared: [] }, () => {
      const right = expression(b, node.right);
      b.assign(target, right, startOf(node), operator);
      return right;
    });
    if (outlives(b, target)) b.read(target, startOf(node));
    return either([target, value]);
  }
  const right = expression(b, node.right);
  b.assign(target, derived([right]), startOf(node), operator === '&&=' ? '&&=' : 'update');
  return derived([target, right]);
}

/** JSX and whatever else the language grows: its parts are walked, its value stays unknown. */
export function walkChildren(b: Builder, node: Node): void {
  for (const key in node) {
    if (key === 'parent' || key === 'typeAnnotation' || key === 'typeArguments') continue;
    const child = (node as unknown as Record<string, unknown>)[key];
    for (const part of Array.isArray(child) ? child : [child]) if (isNode(part)) visit(b, part);
  }
}

function visit(b: Builder, node: Node): void {
  if (node.type.startsWith('JSX') || node.type.startsWith('TS')) walkChildren(b, node);
  else expression(b, node as Expression);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
