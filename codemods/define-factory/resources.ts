/** What a constructor opens and somebody has to close: once for the process that was nobody's business, once per request it is a leak. */
import { ts } from '@ts-morph/common';
import type { ResourceRow } from '../change/report.js';
import type { TypeOracle } from '../oracle/oracle.js';
import type { Field } from './partition.js';
import { fieldOfThis } from './writes.js';
import { enclosing, forEachDescendant, isBodied, isStatic, lineOf } from '../thread-context/syntax.js';

type Opening = { readonly pattern: RegExp; readonly kind: ResourceRow['kind']; readonly close: string };

const OPENINGS: readonly Opening[] = [
  { pattern: /(^|\.)setInterval$/, kind: 'timer', close: 'clearInterval(…)' },
  { pattern: /(^|\.)(setTimeout|setImmediate)$/, kind: 'timer', close: 'clearTimeout(…)' },
  { pattern: /\.(on|once|addListener|prependListener)$/, kind: 'listener', close: '.off(…) with the same function' },
  { pattern: /\.addEventListener$/, kind: 'listener', close: '.removeEventListener(…), or an AbortSignal' },
  { pattern: /\.(subscribe|watch)$/, kind: 'subscription', close: '.unsubscribe() or .close()' },
  { pattern: /(^|\.)(createServer|createConnection|createReadStream|createWriteStream|connect|listen|spawn|fork|open|watchFile)$/, kind: 'handle', close: '.close(), .destroy() or .kill()' },
];
const OPENED_BY_NEW = /^(WebSocket|Worker|BroadcastChannel|MessageChannel|FSWatcher|Pool|Client|Socket)$/;

/** In the constructor, in first values of fields, and in methods that the constructor calls. */
export function resourcesOf(oracle: TypeOracle, owner: ts.ClassDeclaration, shared: readonly Field[]): readonly ResourceRow[] {
  const member = closingMember(owner);
  // What closes the pool that all instances share must not run when one request ends.
  const closing = member === undefined || touches(member, shared) ? null : member.name.getText();
  const moved = shared.map(({ declaration }) => declaration);
  return atConstruction(owner).flatMap((part) => openingsIn(part)).filter(({ at }) => !moved.some((node) => node.pos <= at.pos && at.end <= node.end)).map(({ at, kind, close }): ResourceRow => ({
    file: oracle.fileOf(at),
    line: lineOf(at),
    kind,
    text: (at.getText().split('\n')[0] ?? '').slice(0, 80),
    closedBy: closing,
    needs: closing === null ? `A [Symbol.dispose]() in ${owner.name?.text ?? 'the class'} that calls ${close}, or the resource in what all instances share.` : `That ${closing} calls ${close}; the factory calls it when the request ends.`,
  }));
}

const CLOSING = /^(dispose|close|destroy|stop|shutdown|end|terminate)$/;

/** What takes an instance down: `[Symbol.dispose]`, or a method without parameters that is called like one. */
export function closingMember(owner: ts.ClassDeclaration): ts.MethodDeclaration | undefined {
  const methods = owner.members.filter(ts.isMethodDeclaration).filter((method) => !isStatic(method) && method.parameters.length === 0);
  return methods.find(({ name }) => /^\[Symbol\.(asyncDispose|dispose)\]$/.test(name.getText())) ?? methods.find(({ name }) => CLOSING.test(name.getText()));
}

export function touches(member: ts.Node, fields: readonly Field[]): boolean {
  let touched = false;
  forEachDescendant(member, (node) => {
    if (ts.isPropertyAccessExpression(node)) touched ||= fields.some(({ field }) => field === fieldOfThis(node));
    return undefined;
  });
  return touched;
}

function atConstruction(owner: ts.ClassDeclaration): readonly ts.Node[] {
  const constructor = owner.members.find((member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined);
  const called: Set<string> = new Set();
  if (constructor !== undefined) {
    forEachDescendant(constructor, (node) => {
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.expression.kind === ts.SyntaxKind.ThisKeyword) called.add(node.expression.name.text);
      return undefined;
    });
  }
  const methods = owner.members.filter((member) => ts.isMethodDeclaration(member) && called.has(member.name.getText()));
  const fields = owner.members.filter(ts.isPropertyDeclaration).filter((member) => !isStatic(member));
  return [...(constructor === undefined ? [] : [constructor]), ...fields, ...methods];
}

function openingsIn(part: ts.Node): readonly { readonly at: ts.Node; readonly kind: ResourceRow['kind']; readonly close: string }[] {
  const found: { at: ts.Node; kind: ResourceRow['kind']; close: string }[] = [];
  forEachDescendant(part, (node) => {
    if (isBodied(node) && node !== part && !isCalledAtOnce(node)) return false;
    if (ts.isNewExpression(node) && OPENED_BY_NEW.test(node.expression.getText())) found.push({ at: node, kind: 'handle', close: '.close() or .terminate()' });
    const opening = ts.isCallExpression(node) ? OPENINGS.find(({ pattern }) => pattern.test(node.expression.getText())) : undefined;
    if (opening !== undefined && !isOwnEmitter(node as ts.CallExpression)) found.push({ at: node, kind: opening.kind, close: opening.close });
    return undefined;
  });
  return found;
}

const isCalledAtOnce = (fn: ts.Node): boolean => enclosing(fn, ts.isCallExpression)?.expression.getText().includes(fn.getText()) === true;

/** `this.on(…)`: goes with the instance. */
const isOwnEmitter = ({ expression }: ts.CallExpression): boolean => ts.isPropertyAccessExpression(expression) && expression.expression.kind === ts.SyntaxKind.ThisKeyword;
