/** How a framework hands a request to the program. One file per framework says it; nothing else knows their names. */
import type { ts } from '@ts-morph/common';
import type { Bodied } from '../syntax.js';

/** A type whose values stand for a request: from it the context can be derived. */
export type RequestType = {
  readonly name: string;
  /** Packages that declare it; the empty list means the standard library. */
  readonly packages: readonly string[];
  /** How to get at what the adapter registered, given the parameter's name. */
  readonly expression?: (name: string) => string;
  /** Only where the function is one that the framework calls, since the type serves other purposes too. */
  readonly onlyIf?: (fn: Bodied) => boolean;
};

export type Framework = {
  readonly kind: string;
  readonly requests: readonly RequestType[];
  /**
   * The parameter that is the request where types do not say it: plain JavaScript, or a package without types.
   * `call` is the call that the function is an argument of.
   */
  readonly bySyntax?: (fn: Bodied, call: ts.CallExpression) => number | undefined;
};
