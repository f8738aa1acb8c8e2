/** D: a handler that is given to a framework by name gets its context from a closure in its place. */
import { ts } from '@ts-morph/common';
import type { Program } from '../program.js';
import { isJavaScript } from '../style.js';
import { valueOf } from './handover.js';
import { listensOn } from './listener.js';
import type { Match } from './match.js';
import { slotSignatures, writtenType } from './slot.js';

/** What a closure in a named handler's place calls the request, where it gets it, and how it derives the context. */
export type EntryAdapter = {
  readonly request: string;
  /** The parameter that is the request; undefined when it is a variable in reach. */
  readonly index: number | undefined;
  /** Of the request, where the place does not give it one. */
  readonly type?: string;
  readonly source: (named: (source: ts.SourceFile, name: string, module: string) => string) => string;
};

type MatchOf = (type: ts.Type, checker: ts.TypeChecker) => Match | undefined;

/**
 * How a function that is given to a framework by name can be told its request.
 * @param call the call that the function is an argument of, as opposed to a part of one
 */
export function adapterOf(program: Program, matchOf: MatchOf, value: ts.Expression, call?: ts.CallExpression): EntryAdapter | undefined {
  const checker = program.oracle.checkerOf(value);
  const signatures = slotSignatures(value, call, checker);
  const matchAt = (parameters: readonly ts.Type[], index: number): Match | undefined => {
    const type = parameters[index];
    const match = type === undefined ? undefined : matchOf(type, checker);
    return match === undefined || match.closed !== undefined || match.request.onlyIf !== undefined || match.request.inFront === true ? undefined : match;
  };
  const most = Math.max(0, ...signatures.map(({ length }) => length));
  for (let index = 0; index < most; index += 1) {
    const [match] = signatures.flatMap((parameters) => matchAt(parameters, index) ?? []);
    // An error handler in the same slot has something else in that place: the closure itself has to say which one it is.
    const isEither = call === undefined && !isJavaScript(value.getSourceFile()) && signatures.some((parameters) => matchAt(parameters, index) === undefined);
    if (match === undefined || isEither && index > 0) continue;
    const request = match.framework.parameter ?? 'req';
    return { request, index, source: inline(program, match, request, value), ...(isEither ? { type: writtenType(match, value) } : {}) };
  }
  // A listener on a socket is called per message; the socket stands for the user.
  const receiver = call === undefined ? undefined : listensOn(call);
  const match = receiver !== undefined && ts.isIdentifier(receiver) ? matchOf(checker.getTypeAtLocation(receiver), checker) : undefined;
  return match === undefined || receiver === undefined ? undefined : { request: receiver.getText(), index: undefined, source: inline(program, match, receiver.getText(), value) };
}

function inline(program: Program, match: Match, name: string, at: ts.Node): EntryAdapter['source'] {
  const value = valueOf(name, match);
  return (imports) => `${imports(at.getSourceFile(), program.context.fromRequest, program.context.module)}(${value})`;
}
