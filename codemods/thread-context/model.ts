/** The words of the engine: who needs a context, where it comes from, what stands in the way. */
import type { ts } from '@ts-morph/common';
import type { RefusalCode } from '../change/reasons.js';
import type { Bodied, Callable } from './syntax.js';
import type { Writer } from './text.js';

/** An obstacle: the node a person has to look at, and why. */
export type Block = { readonly code: RefusalCode; readonly at: ts.Node; readonly message: string };

/** A line to be inserted at the top of a function: `const userContext = contextFromRequest(req);`. */
export type Source = {
  readonly fn: Bodied;
  /** `express`, `ws`, `test`, … */
  readonly kind: string;
  /** What a person would call the entry point: `GET /runs`, or the function's name. */
  readonly name: string;
  /** The right-hand side, apart from the import it needs. */
  readonly expression: (imported: string) => string;
  readonly imports: { readonly name: string; readonly module: string };
  /** Further edits that make the expression valid (a parameter that the handler left out). */
  readonly prepare?: (writer: Writer) => void;
  /** F15: own code calls the handler too, with a request that no framework made. */
  readonly block?: Block;
};

/** Where the context at a place comes from. */
export type Supply =
  | { readonly kind: 'expression'; readonly text: string; /** The function or block that declares it. */ readonly within?: ts.Node | undefined }
  | { readonly kind: 'source'; readonly source: Source }
  | { readonly kind: 'parameter'; readonly owner: Bodied; /** Inner functions that could take the parameter instead. */ readonly instead: readonly Bodied[] }
  /** The class takes the context in its constructor; `kept` when methods read it from a field. */
  | { readonly kind: 'constructor'; readonly owner: ts.ClassLikeDeclaration; readonly kept: boolean }
  /** Read from the running request scope: once in a function, or at the use itself. */
  | { readonly kind: 'scope'; readonly owner: Bodied | undefined }
  | { readonly kind: 'blocked'; readonly block: Block };

/** One place that must hand over, or use, a context. */
export type Need = {
  readonly at: ts.Node;
  /** What makes this place need it: for review and `explain`. */
  readonly why: string;
  readonly block?: Block | undefined;
  /** An obstacle that depends on what else takes the context: asked when everything has been looked at. */
  readonly lateBlock?: () => Block | undefined;
  /** A closure, a hoisted constant or another adapter is written here. */
  readonly adapted?: boolean;
  /** The type-check would not notice if this place were missed. */
  readonly silent?: boolean;
  /** Where no context is in reach after all: tries what needs none here. Says whether that changes anything. */
  readonly keep?: () => boolean;
  /** Nothing is handed over here: the text changes because the other places do (an alias, a type query). */
  readonly free?: boolean;
  readonly write: (context: string, writer: Writer) => void;
  /** How the use itself asks the running scope, where the factory can. */
  readonly current?: (writer: Writer) => void;
  /** Other reads that the same constant serves under the old name: they move together or not at all. */
  readonly together?: readonly ts.Node[];
};

/** One use of an accessor, with the places that need a context on its account (several when a constant is dissolved). */
export type SinkNeed = {
  readonly at: ts.Node;
  readonly accessor: string;
  readonly needs: readonly Need[];
  /** The field or module constant that keeps the instance, if the use is its initialiser. */
  readonly holder?: ts.Node | undefined;
};

/** Functions that must take the context together or not at all: overloads, overrides, interface members, slots. */
export type Group = {
  readonly key: Callable | ts.ClassLikeDeclaration;
  readonly members: ReadonlySet<ts.Node>;
  readonly block: Block | undefined;
  readonly needs: readonly Need[];
};

/** What is used: an accessor (its references become the factory's), or a group (its references keep their name). */
export type Target = {
  readonly name: string;
  /** The functions themselves, and the function types of the slots that they stand in. */
  readonly members: ReadonlySet<ts.Node>;
  /** Parameters before the edit: what a closure in its place has to forward. */
  readonly parameters: readonly ts.ParameterDeclaration[];
  readonly rename?: (reference: ts.Expression, writer: Writer) => void;
  readonly getter?: boolean;
};
