/**
 * Divides the state of a singleton by whose it is. Turning everything per-request is what broke limits, metrics and
 * configuration when this was done by hand, so each field is judged by who writes it, when, and with what.
 */
import { ts } from '@ts-morph/common';
import { STATE_KINDS, type StateRow } from '../change/report.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { forEachDescendant, isStatic, lineOf } from '../thread-context/syntax.js';
import { isBootOnly, runsWith } from './boot.js';
import { readsIn, spanOf, type SlotRead } from './entries.js';
import { isRepeatable } from './repeatable.js';
import { dependsOnCaller, fieldOfThis, fieldWrites, type SlotWrite } from './writes.js';

export type FieldDeclaration = ts.PropertyDeclaration | ts.ParameterDeclaration | ts.AssignmentExpression<ts.EqualsToken>;

/** A place that keeps something: a field, a module's variable, a property of an object, or the whole object behind an accessor. */
export type SlotDeclaration = FieldDeclaration | ts.VariableDeclaration | ts.ObjectLiteralElementLike | ts.Expression;

export type Slot<Declaration extends SlotDeclaration = SlotDeclaration> = StateRow & {
  readonly declaration: Declaration;
  readonly field: string;
  /** Whether it is written after the instance was made: then sharing it means sharing the place. */
  readonly isWritten: boolean;
  /** Whether what it holds is told apart by a user's key already. */
  readonly isKeyed: boolean;
};

/** `private total = 0;`, a parameter property, or in JavaScript `this.total = 0` in the constructor. */
export type Field = Slot<FieldDeclaration>;

export const isField = (slot: Slot): slot is Field => ts.isPropertyDeclaration(slot.declaration) || ts.isParameter(slot.declaration) || isPlainAssignment(slot.declaration);

/** Answers to what was unclear: `{ "AgentInstanceFactory.total": "process" }`. */
export type StateAnswers = Readonly<Record<string, string>>;

export function partition(oracle: TypeOracle, owner: ts.ClassDeclaration, answers: StateAnswers = {}): readonly Field[] {
  const owners = [owner, ...basesOf(oracle, owner)];
  const later = owners.flatMap(fieldWrites).filter(({ member }) => !ts.isConstructorDeclaration(member));
  const slots = owners.flatMap((one) => fieldsOf(one).map((declaration) => ({ declaration, field: fieldName(declaration), name: `${one.name?.text ?? 'class'}.${fieldName(declaration)}` })));
  const reads = owners.flatMap((one) => one.members.flatMap((member) => readsIn(member, fieldOfThis)));
  return divide(oracle, slots, later, answers, reads).map((slot) => {
    const whole = slot.kind === 'user' && slot.isKeyed && answers[slot.name] === undefined ? owners.map((one) => useOfAll(one, slot.field)).find((use) => use !== undefined) : undefined;
    return whole === undefined ? slot : { ...slot, kind: 'process', why: `is kept under users' keys, and \`${firstLine(whole)}\` asks about all of them` };
  });
}

const KEYED = /^(get|set|has|delete)$/;

/** Where a collection is used other than under one key: counted, gone through, emptied, handed out. */
function useOfAll(owner: ts.ClassDeclaration, field: string): ts.Node | undefined {
  let found: ts.Node | undefined;
  forEachDescendant(owner, (node) => {
    if (!ts.isPropertyAccessExpression(node) || fieldOfThis(node) !== field) return;
    const { parent } = node;
    const isMade = ts.isBinaryExpression(parent) && parent.left === node && ts.isConstructorDeclaration(parent.parent.parent.parent);
    const isKeyed = isMade || (ts.isPropertyAccessExpression(parent) && KEYED.test(parent.name.text)) || (ts.isElementAccessExpression(parent) && parent.expression === node);
    if (!isKeyed) found ??= parent;
  });
  return found;
}

/** The program's own classes that a class extends, the nearest first. */
function basesOf(oracle: TypeOracle, owner: ts.ClassDeclaration): readonly ts.ClassDeclaration[] {
  const heritage = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const base = heritage && oracle.declarations(oracle.symbol(heritage.expression)).find(ts.isClassDeclaration);
  return base === undefined || base === owner || !oracle.isOwn(base) ? [] : [base, ...basesOf(oracle, base)];
}

/** @param later the writes that happen after everything was made */
export function divide<Declaration extends SlotDeclaration>(oracle: TypeOracle, slots: readonly Pick<Slot<Declaration>, 'name' | 'field' | 'declaration'>[], later: readonly SlotWrite[], answers: StateAnswers, reads: readonly SlotRead[]): readonly Slot<Declaration>[] {
  return slots.map((slot) => {
    const writes = later.filter((write) => write.slot === slot.field);
    const answer = STATE_KINDS.find((kind) => kind === answers[slot.name]);
    const { kind, why, shown = writes.slice(0, 3).map(({ at }) => at) } = answer === undefined ? judge(oracle, slot.declaration, writes, reads.filter((read) => read.slot === slot.field)) : { kind: answer, why: 'answered by a person' };
    return { ...slot, isWritten: writes.length > 0, isKeyed: isKeyed(writes), kind, why, evidence: shown.map((at) => ({ file: oracle.fileOf(at), line: lineOf(at), text: firstLine(at) })) };
  });
}

type Judgement = Pick<StateRow, 'kind' | 'why'> & { readonly shown?: readonly ts.Node[] };

function judge(oracle: TypeOracle, declaration: SlotDeclaration, writes: readonly SlotWrite[], reads: readonly SlotRead[]): Judgement {
  if (writes.length === 0) return judgeUnwritten(oracle, declaration);
  if (writes.every(({ at, member }) => runsWith(at, member) && isBootOnly(oracle, member))) {
    return writes.every(({ kind }) => kind === 'fill')
      ? { kind: 'process', why: 'is filled at start-up and only read afterwards' }
      : { kind: 'configuration', why: 'is set at start-up and only read afterwards' };
  }
  if (isKeyed(writes)) return { kind: 'user', why: 'is kept under a user\'s key, so it was made to outlive the request' };
  if (writes.every(({ kind }) => kind === 'count') && isNumber(oracle, declaration)) return { kind: 'process', why: 'counts over all requests' };
  if (writes.some(({ values, member }) => values.some((value) => dependsOnCaller(value, member)))) return judgeSpan(oracle, writes, reads);
  if (writes.every(({ once, values }) => once || values.length === 0) && writes.some(({ once }) => once)) return { kind: 'process', why: 'is built once, from nothing of a request' };
  return { kind: 'unclear', why: 'is written while requests run, with a value that does not say whose it is' };
}

/** What callers hand in is a user's. It is one request's only where each request that reads it has set it anew. */
function judgeSpan(oracle: TypeOracle, writes: readonly SlotWrite[], reads: readonly SlotRead[]): Judgement {
  const span = spanOf(oracle, reads, writes);
  if (span.is === 'request') return { kind: 'request', why: 'is set anew by every request that reads it' };
  if (span.is === 'unknown') return { kind: 'unclear', why: 'is written with what a caller handed in, and no request is known that reads it: it may be one request\'s or one user\'s across requests' };
  const { written, read } = span;
  return { kind: 'user', why: `is read where the same request has not set it anew (${oracle.fileOf(read)}:${String(lineOf(read))}), so it outlives the request`, shown: [written, read] };
}

function isKeyed(writes: readonly SlotWrite[]): boolean {
  const filled = writes.filter(({ values }) => values.length > 0);
  return filled.length > 0 && filled.every(({ key }) => key !== undefined && isIdentity(key));
}

/** `text += entry` is not a count. */
function isNumber(oracle: TypeOracle, declaration: SlotDeclaration): boolean {
  const type = oracle.type(declaration);
  return (type.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike)) !== 0;
}

/** Names of what identifies a user. They decide nothing alone: the key of a collection that is written is asked here. */
const IDENTITY = /(^|[.\b_])(user|tenant|account|owner|customer|member|session|principal)(_?id|\.id|key|name)?$/i;
const isIdentity = (key: ts.Expression): boolean => IDENTITY.test(key.getText().replaceAll(/[?!]/g, ''));

function judgeUnwritten(oracle: TypeOracle, declaration: SlotDeclaration): Judgement {
  if (ts.isParameter(declaration)) return { kind: 'configuration', why: 'is handed in when the instance is made' };
  const value = firstValue(declaration);
  if (value === undefined) return { kind: 'configuration', why: 'is set when the instance is made' };
  return judgeMade(oracle, value);
}

/** Whose something is that is made once and never replaced. */
export function judgeMade(oracle: TypeOracle, value: ts.Expression): Judgement {
  const constant: Judgement = { kind: 'constant', why: 'is never written' };
  const opened = openedIn(value);
  const target = opened && oracle.declarations(oracle.symbol(opened.expression)).find(ts.isClassDeclaration);
  if (opened !== undefined && target !== undefined && oracle.isOwn(target)) {
    const kinds = new Set(partition(oracle, target).map(({ kind }) => kind));
    if (kinds.has('request') || kinds.has('unclear')) return { kind: 'request', why: `holds a ${opened.expression.getText()}, which keeps what callers hand in` };
    if ((kinds.size === 0 || [...kinds].every((kind) => kind === 'constant')) && isRepeatableCall(opened)) return constant;
  } else if (isRepeatable(value) || isBound(value)) return constant;
  const made = opened?.expression.getText() ?? value.getText().split('(')[0]?.split('\n')[0] ?? '';
  return { kind: 'process', why: `holds one ${made} for all` };
}

const isRepeatableCall = ({ arguments: given = [] }: { readonly arguments?: readonly ts.Expression[] }): boolean => given.every(isRepeatable);

/** `this.run.bind(this)`: of the instance itself. */
const isBound = (value: ts.Expression): boolean => ts.isCallExpression(value) && value.expression.getText().endsWith('.bind');

export const COLLECTIONS: RegExp = /^(Map|Set|Array|WeakMap|WeakSet|Date|RegExp|URL|Intl\.\w+)$/;

function openedIn(value: ts.Expression): ts.NewExpression | undefined {
  if (ts.isNewExpression(value)) return value;
  let found: ts.NewExpression | undefined;
  forEachDescendant(value, (node) => {
    if (ts.isNewExpression(node)) found ??= node;
    return !ts.isFunctionLike(node);
  });
  return found;
}

function fieldsOf(owner: ts.ClassDeclaration): readonly FieldDeclaration[] {
  const properties = owner.members.filter((member) => ts.isPropertyDeclaration(member)).filter((member) => !isStatic(member) && !isMethodLike(member));
  const constructor = owner.members.find((member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined);
  const parameters = constructor?.parameters.filter((parameter) => ts.isParameterPropertyDeclaration(parameter, parameter.parent)) ?? [];
  const assigned = constructor?.body?.statements.flatMap((statement) => {
    const target = ts.isExpressionStatement(statement) && isPlainAssignment(statement.expression) ? statement.expression : undefined;
    return target !== undefined && isOwnField(target.left) ? [target] : [];
  }) ?? [];
  // What the constructor sets at once says more than a declaration without a value.
  const isSet = (property: FieldDeclaration): boolean => ts.isPropertyDeclaration(property) && property.initializer === undefined && assigned.some((one) => fieldName(one) === property.name.getText());
  const declared = [...parameters, ...properties.filter((property) => !isSet(property))];
  const names = new Set(declared.map(fieldName));
  return [...declared, ...assigned.filter((one) => !names.has(fieldName(one)))];
}

const isPlainAssignment = (node: ts.Node): node is ts.AssignmentExpression<ts.EqualsToken> => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

const isOwnField = (node: ts.Expression): node is ts.PropertyAccessExpression => ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;

const fieldName = (declaration: FieldDeclaration): string => (ts.isBinaryExpression(declaration) ? (declaration.left as ts.PropertyAccessExpression).name.text : declaration.name.getText());

/** What the field holds at first. */
export function firstValue(declaration: SlotDeclaration): ts.Expression | undefined {
  if (isPlainAssignment(declaration)) return declaration.right;
  if (ts.isPropertyDeclaration(declaration) || ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration) || ts.isParameter(declaration)) return declaration.initializer;
  return ts.isExpression(declaration) ? declaration : undefined;
}

const isMethodLike = ({ initializer }: ts.PropertyDeclaration): boolean => initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));

const firstLine = (node: ts.Node): string => (node.getText().split('\n')[0] ?? '').trim();
