/** What the compiler says now that it did not say before. */
import { ts } from 'ts-morph';
import type { OracleDiagnostic, TypeOracle } from '../../oracle/oracle.js';

export type DiagnosticDelta = {
  readonly before: number;
  readonly after: number;
  readonly new: readonly OracleDiagnostic[];
};

/**
 * Compares the files one by one. A message that has only moved is the same message: it is known by its file, code,
 * text and the declaration around it, and counted, so that a second one of the same kind is new. A file that has no
 * message now is not checked in its old state: that halves the cost.
 */
export function diagnosticDelta(before: TypeOracle, after: TypeOracle, files: Iterable<string>): DiagnosticDelta {
  let countBefore = 0;
  let countAfter = 0;
  const fresh: OracleDiagnostic[] = [];
  for (const file of files) {
    const now = after.diagnostics(file);
    const then = now.length > 0 ? before.diagnostics(file) : [];
    countBefore += then.length;
    countAfter += now.length;
    if (now.length > 0) fresh.push(...unmatched(then, before, now, after, file));
  }
  return { before: countBefore, after: countAfter, new: fresh };
}

function unmatched(then: readonly OracleDiagnostic[], before: TypeOracle, now: readonly OracleDiagnostic[], after: TypeOracle, file: string): readonly OracleDiagnostic[] {
  const known: Map<string, number> = new Map();
  for (const diagnostic of then) {
    const key = keyOf(before.source(file), diagnostic);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return now.filter((diagnostic) => {
    const key = keyOf(after.source(file), diagnostic);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}

function keyOf(source: ts.SourceFile | undefined, { code, message, start }: OracleDiagnostic): string {
  return `${String(code)}\0${message}\0${source ? enclosingSymbol(source, start) : ''}`;
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
