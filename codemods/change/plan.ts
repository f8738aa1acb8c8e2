/**
 * A plan is everything a codemod wants to do, as data: it can be printed, saved (`--plan`), reviewed, applied later
 * (`--apply`) and compared with what was really written. Nothing in it refers to a syntax tree.
 */
import type { RefusalCode } from './reasons.js';

/** The kind of change an edit makes to the way its call or declaration works. */
export type EditKind =
  /** A call passes the context, a declaration takes it, an import names it: the meaning stays, the context is new. */
  | 'rewrite'
  /** A closure or another small adapter was put between two parts that could not be joined directly. */
  | 'adapt'
  /** The context is read from the running request scope here. */
  | 'scope'
  /** A marker comment, an import, other supporting text. */
  | 'support';

/** One replacement in one file. Offsets are UTF-16 code units in the file's text *without* its byte order mark. */
export type Edit = {
  /** Stable across runs on the same input: `src/a.ts:120`. */
  readonly id: string;
  /** Relative to the plan's root, with forward slashes. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: EditKind;
  /** 0 for what stands for itself and is never rolled back: a marker. */
  readonly component: number;
  /** Further components that need this edit too (a shared import): it is made when any of them is. */
  readonly sharedWith?: readonly number[];
  /** One sentence, shown by `explain` and in the review. */
  readonly why: string;
};

/** A connected part of the call graph: the unit of commit, roll-back and review. */
export type Component = {
  readonly id: number;
  readonly files: readonly string[];
  readonly sinks: number;
  /** Components that must be applied for this one to be right; rolled back with them. */
  readonly dependsOn?: readonly number[];
  readonly functionsThreaded?: number;
};

export type Refusal = {
  readonly file: string;
  /** Both start at 1. */
  readonly line: number;
  readonly column: number;
  readonly code: RefusalCode;
  /** One sentence: what stands in the way here, and what to do. */
  readonly message: string;
  /** The component this refusal cuts, if any. */
  readonly component: number | null;
  /** Whose use it keeps as it is. */
  readonly accessor?: string;
  /** Requests run through that use too, whatever stands in its way elsewhere. */
  readonly served?: boolean;
};

export type EntryPoint = { readonly file: string; readonly line: number; readonly name: string; readonly kind: string; readonly component?: number };

/** How the places that a type-check cannot see were dealt with. */
export type EdgeCounts = { readonly proved: number; readonly adapted: number; readonly waived: number; readonly refused: number };

export type SinkOutcome = 'rewritten' | 'adapted' | 'scoped' | 'refused';

/** One use of a legacy accessor, and what becomes of it. */
export type Sink = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly accessor: string;
  readonly outcome: SinkOutcome;
  readonly component: number | null;
};

export type Plan = {
  readonly version: 1;
  readonly root: string;
  readonly accessors: readonly string[];
  /** Those among them that hand out the instance of the running request scope: old and new uses share its state. */
  readonly joined?: readonly string[];
  /** SHA-256 of the bytes of every file that has edits: a plan is never applied to other text. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
  readonly components: readonly Component[];
  readonly sinks: readonly Sink[];
  readonly refusals: readonly Refusal[];
  readonly functionsThreaded: number;
  readonly entryPoints: readonly EntryPoint[];
  readonly edges: EdgeCounts;
};
