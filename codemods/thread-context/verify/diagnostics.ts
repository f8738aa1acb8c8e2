/** What the compiler says now that it did not say before. */
import { ts } from '@ts-morph/common';
import type { Edit } from '../../change/plan.js';
import { PositionMap, byFile, changedRanges } from '../../change/splice.js';
import type { Reached } from '../../oracle/influence.js';
import type { OracleDiagnostic, TypeOracle } from '../../oracle/oracle.js';
import { haveSameCause } from './same-cause.js';

export type DiagnosticDelta = {
  readonly before: number;
  readonly after: number;
  readonly new: readonly OracleDiagnostic[];
};

/**
 * Compares the files one by one. A message that has only moved is the same message: it is known by its file, code,
 * text and the declaration around it, and counted, so that a second one of the same kind is new; or by its place, where
 * that declaration has another name now; or by its cause, where our own text repeats it (same-cause.ts). A file that has no message now is not checked in its old state: that halves the cost.
 */
export function diagnosticDelta(before: TypeOracle, after: TypeOracle, reached: Reached, edits: readonly Edit[]): DiagnosticDelta {
  const own = byFile(edits);
  let countBefore = 0;
  let countAfter = 0;
  const fresh: OracleDiagnostic[] = [];
  for (const [file, statements] of reached) {
    const now = after.diagnostics(file, statements === 'whole' ? undefined : statements);
    const then = now.length > 0 ? before.diagnostics(file) : [];
    countBefore += then.length;
    countAfter += now.length;
    if (now.length > 0) fresh.push(...unmatched(then, before, now, after, file, own.get(file) ?? []));
  }
  return { before: countBefore, after: countAfter, new: fresh };
}

function unmatched(then: readonly OracleDiagnostic[], before: TypeOracle, now: readonly OracleDiagnostic[], after: TypeOracle, file: string, edits: readonly Edit[]): readonly OracleDiagnostic[] {
  const [old, edited] = [before.source(file), after.source(file)];
  const ranges = changedRanges(edits, old?.text.length ?? 0);
  const map = new PositionMap(ranges);
  const left = [...then];
  const take = (isSame: (one: OracleDiagnostic) => boolean): boolean => {
    const at = left.findIndex(isSame);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  };
  // What stands where its own text was moved to comes first: the rest can only be told by what is around it.
  const moved = now.filter((one) => !take((other) => isAlike(one, other) && (map.after(other.start) === one.start || map.before(other.start) === one.start)));
  const fresh = moved.filter((one) => {
    const symbol = symbolOf(edited, one);
    return !take((other) => isAlike(one, other) && symbolOf(old, other) === symbol);
  });
  const known = now.filter((one) => !fresh.includes(one));
  return edited === undefined ? fresh : fresh.filter((one) => !known.some((other) => isAlike(one, other) && haveSameCause(after, edited, ranges, one.start, other.start)));
}

const isAlike = (a: OracleDiagnostic, b: OracleDiagnostic): boolean => a.code === b.code && a.message === b.message;

function symbolOf(source: ts.SourceFile | undefined, { start }: OracleDiagnostic): string {
  return source === undefined ? '' : enclosingSymbol(source, start);
}

/** The declarations around a position, outermost first: `AgentPool.run`. */
export function enclosingSymbol(source: ts.SourceFile, position: number): string {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = ts.isConstructorDeclaration(node) ? 'constructor' : (node as ts.Node & { readonly name?: ts.Node }).name;
    if (name !== undefined && isDeclaration(node)) names.push(typeof name === 'string' ? name : name.getText(source));
    ts.forEachChild(node, (child) => {
      if (child.pos <= position && position < child.end) visit(child);
    });
  };
  visit(source);
  return names.join('.');
}

function isDeclaration(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)
    || ts.isPropertyAssignment(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isModuleDeclaration(node);
}
