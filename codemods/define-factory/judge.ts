/** Whose a slot is, judged by its writes: what is stored, when, under which key, and who reads it afterwards. */
import { ts } from '@ts-morph/common';
import type { StateRow } from '../change/report.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { forEachDescendant, lineOf, ownerOf } from '../thread-context/syntax.js';
import { callsOf, isBootOnly, runsWith } from './boot.js';
import { dependsOnCaller } from './caller-values.js';
import { spanOf, type SlotRead } from './entries.js';
import type { SlotAt, SlotWrite } from './writes.js';

/** `shown`: the places that show it, where they are not simply the writes. */
export type Judgement = Pick<StateRow, 'kind' | 'why'> & { readonly shown?: readonly ts.Node[] };

export type Written = {
  readonly declaration: ts.Node;
  /** Those that happen after everything was made; at least one. */
  readonly writes: readonly SlotWrite[];
  readonly reads: readonly SlotRead[];
  /** Whether what is stored comes from a caller, directly or through another slot. */
  readonly isCallers: (write: SlotWrite) => boolean;
};

export function judge(oracle: TypeOracle, written: Written): Judgement {
  const { declaration, writes, reads, isCallers } = written;
  const type = oracle.type(declaration).getSymbol()?.name;
  if (type === 'WeakMap' || type === 'WeakSet') return { kind: 'process', why: 'tells apart what it knows by the objects that it is about' };
  const isAtStart = ({ at, member }: SlotWrite): boolean => runsWith(at, member) && isBootOnly(oracle, member);
  const puts = writes.filter(({ kind, values }) => kind === 'count' || values.length > 0);
  if ((puts.length > 0 ? puts : writes).every(isAtStart)) {
    return puts.every(({ kind }) => kind === 'fill')
      ? { kind: 'process', why: 'is filled at start-up and only read afterwards' }
      : { kind: 'configuration', why: 'is set at start-up and only read afterwards' };
  }
  if (isKeyed(writes)) return { kind: 'user', why: 'is kept under a user\'s key, so it was made to outlive the request' };
  if (writes.every(({ kind }) => kind === 'count') && isNumber(oracle, declaration)) {
    const place = reads.map(({ at }) => at).find(isPosition);
    return place === undefined ? { kind: 'process', why: 'counts over all requests' } : { kind: 'unclear', why: 'says where in something else its users are', shown: [place] };
  }
  if (puts.some(isCallers)) return judgeSpan(oracle, written, puts.find(isAtStart));
  if (writes.every(({ once, values }) => once || values.length === 0) && writes.some(({ once }) => once)) return { kind: 'process', why: 'is built once, from nothing of a request' };
  return { kind: 'unclear', why: 'is written while requests run, with a value that does not say whose it is' };
}

/**
 * What callers hand in is a user's. It is one request's only where each request that reads it has set it anew.
 * @param atStart a write at start-up that puts something in, too
 */
function judgeSpan(oracle: TypeOracle, { writes, reads }: Written, atStart: SlotWrite | undefined): Judgement {
  const span = spanOf(oracle, reads, writes);
  if (span.is === 'request') return { kind: 'request', why: 'is set anew by every request that reads it' };
  if (span.is === 'unknown') return { kind: 'unclear', why: 'is written with what a caller handed in, and no request is known that reads it: it may be one request\'s or one user\'s across requests' };
  const { written, read } = span;
  const shown = [written, read];
  if (atStart !== undefined) return { kind: 'unclear', why: 'is filled at start-up, for everybody, and by requests too', shown: [atStart.at, ...shown] };
  const key = writes.map((write) => write.key).find((one) => one !== undefined && !ts.isLiteralExpression(one));
  if (key !== undefined) return { kind: 'unclear', why: `is kept under \`${key.getText()}\`, and nothing says whether others than the user who put it there look it up`, shown };
  const place = `${oracle.fileOf(read)}:${String(lineOf(read))}`;
  if (writes.some(({ values }) => values.some(isIdentity))) return { kind: 'user', why: `says who the user is, and is read where the same request has not set it anew (${place}), so it outlives the request`, shown };
  // A banner, a board that all play on and a draft look the same from here.
  return { kind: 'unclear', why: `is written with what one request hands in, and read where the same request has not set it anew (${place}): it may be one user's, or for all to see`, shown };
}

export function isKeyed(writes: readonly SlotWrite[]): boolean {
  const filled = writes.filter(({ values }) => values.length > 0);
  return filled.length > 0 && filled.every(({ key }) => key !== undefined && isIdentity(key));
}

/** `text += entry` is not a count. */
function isNumber(oracle: TypeOracle, declaration: ts.Node): boolean {
  const type = oracle.type(declaration);
  return (type.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike)) !== 0;
}

/** `steps[this.cursor++]`, where it is looked up rather than stored. */
function isPosition(read: ts.Node): boolean {
  const whole = ts.isPostfixUnaryExpression(read.parent) || ts.isPrefixUnaryExpression(read.parent) ? read.parent : read;
  const { parent } = whole;
  return ts.isElementAccessExpression(parent) && parent.argumentExpression === whole && !(ts.isBinaryExpression(parent.parent) && parent.parent.left === parent && parent.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken);
}

/** Names of what identifies a user. They decide nothing alone: the key of a collection that is written is asked here. */
const IDENTITY = /(^|[.\b_])(user|tenant|account|owner|customer|member|principal)(_?id|\.id|key|name)?$/i;
const isIdentity = (key: ts.Expression): boolean => IDENTITY.test(key.getText().replaceAll(/[?!]/g, ''));

/** What comes from callers, also by way of another slot: `this.results = find(this.query)`. */
export function callersIn(slots: readonly { readonly field: string; readonly at: SlotAt; readonly uses: { readonly writes: readonly SlotWrite[] } }[]): (write: SlotWrite) => boolean {
  const theirs: Set<string> = new Set();
  const speaksOfTheirs = (value: ts.Expression, except: string): boolean => {
    let found = false;
    const visit = (node: ts.Node): undefined => {
      found ||= slots.some(({ field, at }) => field !== except && theirs.has(field) && at(node) !== undefined);
    };
    visit(value);
    forEachDescendant(value, visit);
    return found;
  };
  const isCallers = ({ slot, values, key, member }: SlotWrite): boolean => [...values, ...(key === undefined ? [] : [key])].some((value) => dependsOnCaller(value, member) || speaksOfTheirs(value, slot));
  for (let size = -1; size !== theirs.size;) {
    size = theirs.size;
    for (const { field, uses } of slots) if (uses.writes.some(isCallers)) theirs.add(field);
  }
  return isCallers;
}

/** Whether a write belongs to the making of its instance: the constructor, the first values, and what only they call. */
export function isInTheMaking(oracle: TypeOracle, { at, member }: SlotWrite): boolean {
  return runsWith(at, member) && isMaking(oracle, member, 3);
}

function isMaking(oracle: TypeOracle, member: ts.Node, depth: number): boolean {
  if (ts.isConstructorDeclaration(member) || ts.isPropertyDeclaration(member)) return true;
  if (depth === 0 || !ts.isFunctionLike(member)) return false;
  const calls = callsOf(oracle, member as ts.SignatureDeclaration);
  return calls.length > 0 && calls.every((call) => {
    const owner = ownerOf(call);
    return owner !== undefined && (owner.kind === 'field' || (runsWith(call, owner.node) && isMaking(oracle, owner.node, depth - 1)));
  });
}
