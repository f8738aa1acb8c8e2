/** I3: what a hook prepares the tests find, so hook and tests share one context, declared where both see it. */
import { ts } from '@ts-morph/common';
import type { Source } from './model.js';
import { attachedStart } from './reads.js';
import { indentAt, isJavaScript, styleOf } from './style.js';
import { contains, isBodied, parentOf, statementOf, type Bodied } from './syntax.js';
import type { Writer } from './text.js';

export type Suite = {
  /** The body of the `describe` around the hook, or the file. */
  readonly scope: ts.Block | ts.SourceFile;
  /** The hook that makes the context. */
  readonly hook: Bodied;
  /** Tests and other hooks that use it. */
  readonly members: readonly Bodied[];
};

const PREPARES = /^(beforeAll|beforeEach|before|suiteSetup|setup)$/;

/** The suites in which a hook and at least one test need a context. */
export function suitesOf(sources: Iterable<Source>): Suite[] {
  const callbacks = [...sources].filter(({ kind }) => kind === 'test').map(({ fn }) => fn);
  const hooks = callbacks.filter((fn) => PREPARES.test(calleeOf(fn))).sort((a, b) => rank(a) - rank(b) || a.pos - b.pos);
  const suites: Suite[] = [];
  const taken: Set<Bodied> = new Set();
  for (const hook of hooks) {
    if (taken.has(hook)) continue;
    const scope = scopeOf(hook);
    const members = callbacks.filter((fn) => fn !== hook && contains(scope, fn));
    if (members.length === 0) continue;
    for (const fn of [hook, ...members]) taken.add(fn);
    suites.push({ scope, hook, members });
  }
  return suites;
}

/** Outer hooks first, and among those of one suite the one that runs first. */
function rank(hook: Bodied): number {
  let depth = 0;
  for (let node = parentOf(hook); node !== undefined; node = parentOf(node)) if (isBodied(node)) depth += 2;
  return depth + (/^(beforeAll|before|suiteSetup)$/.test(calleeOf(hook)) ? 0 : 1);
}

function calleeOf(fn: Bodied): string {
  const call = parentOf(fn);
  return call !== undefined && ts.isCallExpression(call) ? call.expression.getText() : '';
}

function scopeOf(hook: Bodied): ts.Block | ts.SourceFile {
  for (let node = parentOf(hook); node !== undefined; node = parentOf(node)) {
    if (isBodied(node) && node.body !== undefined && ts.isBlock(node.body)) return node.body;
  }
  return hook.getSourceFile();
}

export function declareIn({ scope, hook }: Suite, name: string, writer: Writer): void {
  const source = hook.getSourceFile();
  const { newline, semicolon } = styleOf(source);
  const first = ts.isSourceFile(scope) ? statementOf(hook) : scope.statements[0];
  if (first === undefined) return;
  const start = attachedStart(first);
  const type = isJavaScript(source) ? '' : `: ${writer.contextType(source)}`;
  writer.insert(source, start, `let ${name}${type}${semicolon}${newline}${newline}${indentAt(source, start)}`, { why: 'A hook and the tests it prepares work for the same user.' });
}
