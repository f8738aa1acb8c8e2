/** F15: a handler that own code calls with a request of its own making has no single source of a context. */
import { ts } from '@ts-morph/common';
import { declarationOf } from '../callables.js';
import type { Block } from '../model.js';
import type { Program } from '../program.js';
import { isWrapper, nameOf, referenceExpression, unwrap, wrapped, type Bodied } from '../syntax.js';
import { isTestFile } from '../tests.js';

/** The call that hands the handler something which no framework made. Calls that pass the framework's own request on are none. */
export function madeUpRequest(program: Program, fn: Bodied, index: number): Block | undefined {
  for (const call of directCalls(program, fn)) {
    // A test makes its requests up, and is the place to give them a user.
    const request = isTestFile(program.oracle.fileOf(call)) ? undefined : call.arguments[index];
    if (request !== undefined && isMadeUp(program, request) && !hasScope(program, request)) {
      return { code: 'ENTRY_AND_INTERNAL', at: call, message: `\`${nameOf(fn)}\` is a handler, and is called here with a request that is made up: split off a function that takes the context.` };
    }
  }
  return undefined;
}

/** Where the program calls a handler itself: by its name, or by that which it has in an object. */
export function directCalls(program: Program, fn: ts.Node): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const declarations: Set<ts.Node> = new Set([declarationOf(fn)]);
  for (const declaration of declarations) {
    const name = (declaration as { readonly name?: ts.Node }).name;
    if (name === undefined || !(ts.isIdentifier(name) || ts.isPrivateIdentifier(name))) continue;
    for (const reference of program.references.to(new Set([declaration]), [name.text])) {
      const expression = referenceExpression(reference.name);
      const outer = expression === undefined ? undefined : wrapped(expression);
      const parent = outer?.parent;
      if (parent === undefined) continue;
      if (ts.isCallExpression(parent) && parent.expression === outer) calls.push(parent);
      if (ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent)) declarations.add(parent);
    }
  }
  return calls;
}

/** An object literal, or something that only a cast turned into a request; also behind a constant. */
function isMadeUp(program: Program, request: ts.Expression, depth = 0): boolean {
  const value = unwrap(request);
  if (ts.isObjectLiteralExpression(value)) return true;
  if (isWrapper(request) && (ts.isAsExpression(request) || ts.isTypeAssertionExpression(request)) && ts.isAsExpression(request.expression)) return true;
  if (!ts.isIdentifier(value) || depth > 3) return false;
  return program.references.declarations(value).some((at) => ts.isVariableDeclaration(at) && at.initializer !== undefined && isMadeUp(program, at.initializer, depth + 1));
}

/** `openScope(context, { source: event })`: whatever it was made of, a context can be found for it. */
export function hasScope(program: Program, request: ts.Expression): boolean {
  const value = unwrap(request);
  if (!ts.isIdentifier(value)) return false;
  return program.references.to(new Set(program.references.declarations(value)), [value.text]).some(({ name }) => {
    const { parent } = name;
    if (!ts.isShorthandPropertyAssignment(parent) && !(ts.isPropertyAssignment(parent) && parent.initializer === name)) return false;
    const call = parent.parent.parent;
    return parent.name.getText() === 'source' && ts.isCallExpression(call) && /(^|\.)(openScope|runInScope)$/.test(call.expression.getText());
  });
}
