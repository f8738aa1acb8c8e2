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
  const [old, edited] = [before.source(file), after.source(file)];
  const known: Map<string, number> = new Map();
  const take = (key: string): boolean => {
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left > 0;
  };
  for (const diagnostic of then) {
    const key = keyOf(diagnostic, symbolOf(old, diagnostic));
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  const rest = now.filter((diagnostic) => !take(keyOf(diagnostic, symbolOf(edited, diagnostic))));
  if (rest.length === 0 || old === undefined || edited === undefined) return rest;
  // A declaration that has another name now (the key of a mocked module) took its messages along.
  const [names, namesNow] = [declaredIn(old), declaredIn(edited)];
  const gone = [...names].filter((name) => !namesNow.has(name));
  return rest.filter((diagnostic) => {
    const here = symbolOf(edited, diagnostic);
    const former = names.has(here) ? undefined : gone.find((name) => (known.get(keyOf(diagnostic, name)) ?? 0) > 0);
    return former === undefined || !take(keyOf(diagnostic, former));
  });
}

function keyOf({ code, message }: OracleDiagnostic, symbol: string): string {
  return `${String(code)}\0${message}\0${symbol}`;
}

function symbolOf(source: ts.SourceFile | undefined, { start }: OracleDiagnostic): string {
  return source === undefined ? '' : enclosingSymbol(source, start);
}

/** The declarations of a file, each with those around it. */
function declaredIn(source: ts.SourceFile): ReadonlySet<string> {
  const found: Set<string> = new Set();
  const visit = (node: ts.Node): void => {
    if (isDeclaration(node)) found.add(enclosingSymbol(source, node.end - 1));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
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
