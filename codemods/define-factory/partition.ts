/**
 * Divides the state of a singleton by whose it is. Turning everything per-request is what broke limits, metrics and
 * configuration when this was done by hand, so each field is judged by who writes it, when, and with what.
 */
import { ts } from '@ts-morph/common';
import { STATE_KINDS, type StateRow } from '../change/report.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { forEachDescendant, lineOf, unwrap } from '../thread-context/syntax.js';
import { basesOf, fieldName, fieldsOf, isPlainAssignment, writeByAnyName, type FieldDeclaration } from './fields.js';
import { callersIn, isInTheMaking, isKeyed, judge, type Judgement } from './judge.js';
import { isRepeatable } from './repeatable.js';
import { fieldAt, filesOfField, usesOf, type SlotUses } from './uses.js';
import { fieldOfThis, type SlotAt, type SlotWrite } from './writes.js';

export type { FieldDeclaration } from './fields.js';

/** A place that keeps something: a field, a module's variable, a property of an object, or the whole object behind an accessor. */
export type SlotDeclaration = FieldDeclaration | ts.VariableDeclaration | ts.ObjectLiteralElementLike | ts.Expression;

export type Slot<Declaration extends SlotDeclaration = SlotDeclaration> = StateRow & {
  readonly declaration: Declaration;
  readonly field: string;
  /** Whether it is written after the instance was made: then sharing it means sharing the place. */
  readonly isWritten: boolean;
  /** Whether what it holds is told apart by a user's key already, so that it may stay where everybody's is. */
  readonly isKeyed: boolean;
  /** A variable of the module or a static of the class that its methods write: making the instance anew does not make this anew. */
  readonly isBeside?: boolean;
  /** Where the making of an instance writes it, beside its declaration: shared, it would be written again with each. */
  readonly making?: ts.Node;
};

export type Field = Slot<FieldDeclaration>;

export const isField = (slot: Slot): slot is Field => slot.isBeside !== true && (ts.isPropertyDeclaration(slot.declaration) || ts.isParameter(slot.declaration) || isPlainAssignment(slot.declaration));

/** A slot of which nobody has said yet whose it is. */
export type Candidate<Declaration extends SlotDeclaration = SlotDeclaration> = Pick<Slot<Declaration>, 'name' | 'field' | 'declaration'> & {
  readonly at: SlotAt;
  /** Uses after everything was made. */
  readonly uses: SlotUses;
  /** What is put into it while the instance is made, beside its first value. */
  readonly making?: readonly SlotWrite[];
  /** Why more may be written than is seen. */
  readonly hidden?: string;
};

/** Answers to what was unclear: `{ "AgentInstanceFactory.total": "process" }`. */
export type StateAnswers = Readonly<Record<string, string>>;

export function partition(oracle: TypeOracle, owner: ts.ClassDeclaration, answers: StateAnswers = {}): readonly Slot[] {
  const { own, foreign } = basesOf(oracle, owner);
  const owners = [owner, ...own];
  const byAnyName = owners.map(writeByAnyName).find((node) => node !== undefined);
  const hidden = byAnyName && `may be written by \`${firstLine(byAnyName)}\``;
  const candidates = owners.flatMap((one) => fieldsOf(one).map((declaration): Candidate<FieldDeclaration> => {
    const field = fieldName(declaration);
    const at = fieldAt(oracle, one, field, declaration);
    const { writes, reads } = usesOf(oracle, filesOfField(oracle, one, field, declaration), at);
    const later = writes.filter((write) => !isInTheMaking(oracle, write));
    const making = writes.filter((write) => !later.includes(write) && write.at !== declaration);
    return { name: `${one.name?.text ?? 'class'}.${field}`, field, declaration, at, uses: { writes: later, reads }, making, ...(hidden !== undefined && { hidden }) };
  }));
  const fields = divide(oracle, candidates, answers).map((slot): Slot => {
    const whole = slot.kind === 'user' && slot.isKeyed ? owners.map((one) => useOfAll(one, slot.field)).find((use) => use !== undefined) : undefined;
    return whole === undefined ? slot : { ...slot, kind: 'process', why: `is kept under users' keys, and \`${firstLine(whole)}\` asks about all of them` };
  });
  return foreign === undefined || /Error$/.test(foreign.getText()) ? fields : [...fields, unseen(`${owner.name?.text ?? 'class'}.${foreign.getText()}`, foreign, `is what ${owner.name?.text ?? 'it'} extends: what that keeps, as listeners or entries, is not seen`, answers)];
}

/** What somebody else's code keeps: a person has to say whose. */
export function unseen(name: string, declaration: ts.Expression | ts.VariableDeclaration, why: string, answers: StateAnswers): Slot {
  const kind = STATE_KINDS.find((one) => one === answers[name]);
  return { name, field: name.split('.').at(-1) ?? name, declaration, kind: kind ?? 'unclear', why: kind === undefined ? why : 'answered by a person', isWritten: false, isKeyed: false, evidence: [] };
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

export function divide<Declaration extends SlotDeclaration>(oracle: TypeOracle, candidates: readonly Candidate<Declaration>[], answers: StateAnswers): readonly Slot<Declaration>[] {
  const isCallers = callersIn(candidates);
  return candidates.map(({ name, field, declaration, uses: { writes, reads }, making = [], hidden }) => {
    const answer = STATE_KINDS.find((kind) => kind === answers[name]);
    const unwritten = (): Judgement => judgeUnwritten(oracle, declaration, { making, isRead: reads.length > 0, hidden });
    const judged: Judgement = answer !== undefined ? { kind: answer, why: 'answered by a person' } : writes.length === 0 ? unwritten() : judge(oracle, { declaration, writes, reads, isCallers });
    const { kind, why, shown = writes.slice(0, 3).map(({ at }) => at) } = judged;
    const [first] = making;
    return { name, field, declaration, ...(first !== undefined && { making: first.at }), isWritten: writes.length > 0, isKeyed: answer === undefined && isKeyed(writes), kind, why, evidence: shown.map((at) => ({ file: oracle.fileOf(at), line: lineOf(at), text: firstLine(at) })) };
  });
}

function judgeUnwritten(oracle: TypeOracle, declaration: SlotDeclaration, { making, isRead, hidden }: { readonly making: readonly SlotWrite[]; readonly isRead: boolean; readonly hidden: string | undefined }): Judgement {
  if (hidden !== undefined) return { kind: 'unclear', why: hidden };
  if (ts.isParameter(declaration)) return { kind: 'configuration', why: 'is handed in when the instance is made' };
  const first = firstValue(declaration);
  const values = [...(first === undefined ? [] : [first]), ...making.flatMap((write) => (write.kind === 'set' ? write.values : []))];
  if (values.length === 0) return { kind: 'configuration', why: 'is set when the instance is made' };
  if (making.length === 0 && isRead && values.every(isEmpty)) return { kind: 'unclear', why: 'is empty at first and is read, but nothing is seen that fills it' };
  const judged = values.map((value) => judgeMade(oracle, value));
  return judged.find(({ kind }) => kind !== 'constant') ?? { kind: 'constant', why: 'is never written' };
}

/** `[]`, `{}`, `new Map()`: what nobody would keep who never fills it. */
function isEmpty(value: ts.Expression): boolean {
  const inner = unwrap(value);
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.length === 0;
  if (ts.isObjectLiteralExpression(inner)) return inner.properties.length === 0;
  return ts.isNewExpression(inner) && /^(Map|Set|WeakMap|WeakSet|Array)$/.test(inner.expression.getText()) && (inner.arguments ?? []).length === 0;
}

/** Whose something is that is made once and never replaced. */
export function judgeMade(oracle: TypeOracle, value: ts.Expression): Judgement {
  const constant: Judgement = { kind: 'constant', why: 'is never written' };
  const opened = openedIn(value);
  const target = opened && oracle.declarations(oracle.symbol(opened.expression)).find(ts.isClassDeclaration);
  if (opened !== undefined && target !== undefined && oracle.isOwn(target)) {
    const kept = judgeKept(partition(oracle, target), opened.expression.getText());
    if (kept !== undefined) return kept.kind === 'constant' && !(opened.arguments ?? []).every(isRepeatable) ? processWide(value, opened) : kept;
  } else if (isRepeatable(value) || isBound(value)) return constant;
  return processWide(value, opened);
}

const processWide = (value: ts.Expression, opened: ts.NewExpression | undefined): Judgement => ({ kind: 'process', why: `holds one ${opened?.expression.getText() ?? nameOfMade(unwrap(value))} for all` });

const nameOfMade = (value: ts.Expression): string => (ts.isCallExpression(value) ? (value.expression.getText().split('\n')[0] ?? '') : ts.isObjectLiteralExpression(value) ? 'object' : 'value');

/** What an object of the program keeps says whose the object is; undefined where it is everybody's. */
function judgeKept(slots: readonly Slot[], made: string): Judgement | undefined {
  const moved = slots.filter(({ kind }) => kind !== 'constant');
  if (moved.length === 0) return { kind: 'constant', why: 'is never written' };
  const unclear = moved.find((slot) => slot.kind === 'unclear' && isField(slot));
  if (unclear !== undefined) return { kind: 'unclear', why: `holds a ${made}, whose ${unclear.field} ${unclear.why}` };
  const isEverybodys = (slot: Slot): boolean => !isField(slot) || isShared(slot);
  const isShared = ({ kind, isKeyed: keyed, isWritten }: Slot): boolean => kind === 'process' || (kind === 'user' && keyed) || (kind === 'configuration' && isWritten);
  const [callers, ...others] = [...new Set(moved.filter((slot) => !isEverybodys(slot)).map(({ kind }) => kind))].filter((kind) => kind !== 'configuration');
  if (callers === undefined) return undefined;
  const shared = moved.find(isEverybodys);
  if (shared !== undefined || others.length > 0) return { kind: 'unclear', why: `holds a ${made}, which mixes what is whose: ${moved.map(({ field, kind }) => `${field} (${kind})`).join(', ')}` };
  return { kind: callers, why: `holds a ${made}, which keeps what callers hand in` };
}

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

/** What the field holds at first. */
export function firstValue(declaration: SlotDeclaration): ts.Expression | undefined {
  if (isPlainAssignment(declaration)) return declaration.right;
  if (ts.isPropertyDeclaration(declaration) || ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration) || ts.isParameter(declaration)) return declaration.initializer;
  return ts.isExpression(declaration) ? declaration : undefined;
}

const firstLine = (node: ts.Node): string => (node.getText().split('\n')[0] ?? '').trim();
