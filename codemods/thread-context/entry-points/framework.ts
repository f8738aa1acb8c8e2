/** How a framework hands a request to the program. One file per framework says it; nothing else knows their names. */
import type { ts } from '@ts-morph/common';
import type { Program } from '../program.js';
import type { Bodied } from '../syntax.js';
import type { Writer } from '../text.js';

/** A type whose values stand for a request: from it the context can be derived. */
export type RequestType = {
  readonly name: string;
  /** Packages that declare it; the empty list means the standard library. */
  readonly packages: readonly string[];
  /** How to get at what the adapter registered, given the parameter's name. */
  readonly expression?: (name: string) => string;
  /** The request is this property of the parameter: tRPC hands over `{ ctx, input }`. */
  readonly property?: string;
  /** The request is the parameter in front of the one of this type: GraphQL's resolvers end in `context, info`. */
  readonly inFront?: boolean;
  /** Why nothing can be derived from a request of this very type. */
  readonly closed?: (type: ts.Type, checker: ts.TypeChecker) => string | undefined;
  /** Only where the function is one that the framework calls, since the type serves other purposes too. */
  readonly onlyIf?: (fn: Bodied) => boolean;
};

/** A request that a handler left out of its parameter list, and how to write it there, or why it cannot stand there. */
export type LeftOut = { readonly name: string; readonly write: (writer: Writer) => void; readonly closed?: string };

export type Framework = {
  readonly kind: string;
  readonly requests: readonly RequestType[];
  /** Functions whose type has a name, and whose first parameter, which has none, is the request. */
  readonly handlers?: readonly RequestType[];
  /** What to do about a handler in a wrapper that does not hand the request on. */
  readonly inWrapper?: string;
  /** What its documentation calls the request. */
  readonly parameter?: string;
  /**
   * The parameter that is the request where types do not say it: plain JavaScript, or a package without types.
   * `call` is the call that the function is an argument of.
   */
  readonly bySyntax?: (fn: Bodied, call: ts.CallExpression) => number | undefined;
  /** A handler that the framework finds by its name, file or decorator, and that does not name its request. */
  readonly leftOut?: (program: Program, fn: Bodied) => LeftOut | undefined;
  /** Why no request can be derived in a function that the framework calls all the same. */
  readonly calls?: (program: Program, fn: Bodied) => string | undefined;
  /** What it calls runs while nobody's request is in progress. */
  readonly withoutRequest?: true;
};
