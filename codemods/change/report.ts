/** The contract of `unsingleton migrate --format json`. Other programs read it: fields may be added, none may change. */
import type { Finding } from '../../src/analysis/report.js';
import type { EdgeCounts, EntryPoint, Refusal } from './plan.js';
import type { SplitState } from './split.js';

export type ComponentReport = {
  readonly id: number;
  readonly files: readonly string[];
  readonly sinks: number;
  readonly status: 'applied' | 'rolled-back' | 'refused';
  readonly reason: string | null;
};

/** A compiler message that was not there before, keyed so that a moved line is not a new message. */
export type DiagnosticSummary = { readonly file: string; readonly line: number; readonly code: number; readonly message: string };

/** `acknowledged`: a comment `@unsingleton-ignore CODE` there says that a person has looked. */
export type RefusedPlace = Omit<Refusal, 'component' | 'accessor'> & { readonly acknowledged?: boolean };

export const STATE_KINDS = ['request', 'user', 'process', 'configuration', 'constant', 'unclear'] as const;
/**
 * `request`: one user's, one request's. `user`: one user's, across requests. `process`: everybody's. `configuration`: set at
 * start-up, read by all. `constant`: never written. `unclear`: a person has to say.
 */
export type StateKind = (typeof STATE_KINDS)[number];

/** Whose a part of a singleton's state is, and what shows it. */
export type StateRow = {
  /** `AgentInstanceFactory.history`. */
  readonly name: string;
  readonly kind: StateKind;
  readonly why: string;
  readonly evidence: readonly { readonly file: string; readonly line: number; readonly text: string }[];
};

/** What a singleton's constructor opens, and what taking it down per request needs. */
export type ResourceRow = {
  readonly file: string;
  readonly line: number;
  readonly kind: 'timer' | 'listener' | 'subscription' | 'handle';
  readonly text: string;
  /** The member that takes the instance down, which the factory calls when the request ends. */
  readonly closedBy: string | null;
  readonly needs: string;
};

export type ProofReport = {
  readonly written: readonly string[];
  readonly skipped: readonly { readonly file: string; readonly line: number; readonly name: string; readonly reason: string }[];
};

export type UnknownUser = { readonly entryPoints: number; readonly message: string };

export type MigrationReport = {
  readonly version: 1;
  readonly root: string;
  readonly written: boolean;
  readonly accessors: readonly string[];
  /** sinks = rewritten + adapted + scoped + refused.length */
  readonly sinks: number;
  readonly rewritten: number;
  readonly adapted: number;
  readonly scoped: number;
  readonly refused: readonly RefusedPlace[];
  readonly functionsThreaded: number;
  readonly entryPoints: readonly EntryPoint[];
  readonly filesChanged: number;
  readonly components: readonly ComponentReport[];
  readonly edges: EdgeCounts;
  /** Counted in the files that the edits can affect and that have messages now. */
  readonly diagnostics: { readonly before: number; readonly after: number; readonly new: readonly DiagnosticSummary[] };
  readonly secondRun: { readonly edits: number };
  /** State that these edits would divide: they are written only with `--partial`. Absent where nothing is divided. */
  readonly split?: readonly SplitState[];
  /** Where migrated entry points have nobody to ask whose request it is. Absent where the program says it, or asks a function of its own. */
  readonly unknownUser?: UnknownUser;
  /** What the edited files still keep of one request for the next, at level high or critical. Absent where there is nothing. */
  readonly kept?: readonly Finding[];
  /** How the state of a singleton was divided, when its definition was migrated too. */
  readonly state?: readonly StateRow[];
  /** What the constructors of those singletons open. */
  readonly resources?: readonly ResourceRow[];
  /** With `--proof`: the tests that were written, and the entry points that have none, with the reason. */
  readonly proofs?: ProofReport;
  readonly elapsedMs: number;
  readonly peakRssMb: number;
};
