import type { Expression } from 'oxc-parser';
import type { Builder } from './builder.js';
import { expression } from './expressions.js';
import type { Guard, Value } from './facts.js';
import { isOfLanguage } from './language.js';
import { endOf, startOf } from './positions.js';

/** What a condition establishes about absence, when it holds and when it does not. */
export type Condition = { readonly value: Value; readonly whenTrue: Guard | undefined; readonly whenFalse: Guard | undefined };

type Parts = Pick<Guard, 'absent' | 'compared'> & { readonly present: readonly Value[]; readonly metWhenTrue: readonly Value[]; readonly metWhenFalse: readonly Value[] };

const NOTHING: Parts = { absent: [], present: [], compared: [], metWhenTrue: [], metWhenFalse: [] };

/** Evaluates a condition and says which values it found absent: the mark of everything that is built lazily. */
export function condition(b: Builder, test: Expression): Condition {
  const value = expression(b, test);
  const parts = absences(b, test, false);
  const { absent, present, compared, metWhenTrue, metWhenFalse } = parts;
  const isSaid = [absent, present, compared, metWhenTrue, metWhenFalse].some(({ length }) => length > 0);
  return {
    value,
    whenTrue: isSaid ? { absent, met: metWhenTrue, compared } : undefined,
    whenFalse: isSaid ? { absent: present, met: metWhenFalse, compared } : undefined,
  };
}

/** Reads the shape of a test, which has been recorded, without recording its calls and reads a second time. */
function absences(b: Builder, test: Expression, negated: boolean): Parts {
  switch (test.type) {
    case 'UnaryExpression':
      if (test.operator === '!') return absences(b, test.argument, !negated);
      return NOTHING;
    case 'LogicalExpression': {
      const left = absences(b, test.left, negated);
      const right = absences(b, test.right, negated);
      return {
        absent: [...left.absent, ...right.absent], present: [...left.present, ...right.present], compared: [...left.compared, ...right.compared],
        // Of `a || b` neither need hold; where it does not hold, neither does.
        metWhenTrue: test.operator === (negated ? '||' : '&&') ? [...left.metWhenTrue, ...right.metWhenTrue] : [],
        metWhenFalse: test.operator === (negated ? '&&' : '||') ? [...left.metWhenFalse, ...right.metWhenFalse] : [],
      };
    }
    case 'BinaryExpression': {
      if (test.left.type === 'PrivateIdentifier') return NOTHING;
      const affirmed = comparedWithTrue(test.left, test.right);
      if (affirmed) return place(b, affirmed, (test.operator === '==' || test.operator === '===') !== negated);
      const subject = comparedWithNothing(test.left, test.right);
      if (test.operator === 'in') return inMembership(b, test.left, test.right, negated);
      if (!subject) return comparison(b, test.operator, test.left, test.right, negated);
      const equal = test.operator === '==' || test.operator === '===';
      return place(b, subject, equal === negated);
    }
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return absences(b, test.expression, negated);
    case 'AssignmentExpression':
      return test.left.type === 'Identifier' ? place(b, test.left, !negated) : NOTHING;
    default:
      return place(b, test, !negated);
  }
}

/** `k in table` speaks of the table, as `table.has(k)` does. */
function inMembership(b: Builder, left: Expression, right: Expression, negated: boolean): Parts {
  const table = silently(b, right);
  return table ? placed({ kind: 'member', object: table, key: silently(b, left) ?? { kind: 'unknown' }, at: startOf(right) }, !negated) : NOTHING;
}

/** `lastKey === key`, `key !== lastKey`: which way round matters to nobody but those who ask what is met. */
function comparison(b: Builder, operator: string, left: Expression, right: Expression, negated: boolean): Parts {
  if (!/^[!=]==?$/.test(operator)) return NOTHING;
  const one = silently(b, left);
  const other = silently(b, right);
  return one && other ? { ...NOTHING, ...met([one, other], operator.startsWith('=') !== negated), compared: [[one, other]] } : NOTHING;
}

function comparedWithTrue(left: Expression, right: Expression): Expression | undefined {
  if (right.type === 'Literal' && right.value === true) return left;
  return left.type === 'Literal' && left.value === true ? right : undefined;
}

function comparedWithNothing(left: Expression, right: Expression): Expression | undefined {
  for (const [side, other] of [[left, right], [right, left]] as const) {
    const nothing = (other.type === 'Literal' && (other.value === null || other.value === false || other.value === 'undefined'))
      || (other.type === 'Identifier' && other.name === 'undefined');
    if (nothing) return side.type === 'UnaryExpression' && side.operator === 'typeof' ? side.argument : side;
  }
  return undefined;
}

function place(b: Builder, subject: Expression, present: boolean): Parts {
  const value = silently(b, subject);
  if (value) return placed(value, present);
  const answer = asked(b, subject);
  return answer ? { ...NOTHING, ...met([answer], present) } : NOTHING;
}

function placed(value: Value, present: boolean): Parts {
  return { ...NOTHING, ...met([value], present), ...(present ? { present: [value] } : { absent: [value] }) };
}

function met(values: readonly Value[], whenTrue: boolean): Pick<Parts, 'metWhenTrue' | 'metWhenFalse'> {
  return { metWhenTrue: whenTrue ? values : [], metWhenFalse: whenTrue ? [] : values };
}

/** `isAdmin(user)`, `await user.isAdmin()`: what somebody is asked, unless that is the language. */
function asked(b: Builder, subject: Expression): Value | undefined {
  if (subject.type === 'AwaitExpression' || subject.type === 'ParenthesizedExpression') return asked(b, subject.type === 'AwaitExpression' ? subject.argument : subject.expression);
  if (subject.type !== 'CallExpression' || subject.callee.type === 'MemberExpression' && (subject.callee.computed || isOfLanguage(subject.callee.property.name))) return undefined;
  const [start, end] = [startOf(subject), endOf(subject)];
  for (let id = b.calls.length - 1; (b.calls[id]?.at ?? -1) >= start; id -= 1) if (b.calls[id]?.at === start && b.calls[id]?.end === end) return { kind: 'call', id };
  return undefined;
}

/** Names a place, `x`, `x.y`, `m.has(k)` (the member of m under k), without recording anything. */
function silently(b: Builder, node: Expression): Value | undefined {
  switch (node.type) {
    case 'Identifier': {
      const id = b.lookup(node.name);
      return id === undefined ? { kind: 'global', name: node.name } : { kind: 'variable', id };
    }
    case 'ThisExpression':
      return { kind: 'this', function: b.thisFunction };
    case 'MemberExpression': {
      const object = silently(b, node.object);
      if (!object) return undefined;
      const key = node.computed ? silently(b, node.property) ?? { kind: 'unknown' as const } : node.property.name;
      return { kind: 'member', object, key, at: startOf(node) };
    }
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.computed || !['has', 'get', 'includes', 'test'].includes(callee.property.name)) return undefined;
      const object = silently(b, callee.object);
      const argument = node.arguments[0];
      if (!object || !argument || argument.type === 'SpreadElement') return undefined;
      return { kind: 'member', object, key: silently(b, argument) ?? { kind: 'unknown' }, at: startOf(node) };
    }
    case 'Literal':
      return typeof node.value === 'string' ? { kind: 'literal', text: node.value } : undefined;
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return silently(b, node.expression);
    default:
      return undefined;
  }
}
