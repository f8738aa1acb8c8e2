/**
 * The contract of `unsingleton scan --format json`. Other programs read it: fields may be added, none may change.
 */

/** The catalogue of singletons: every long-lived root has exactly one shape. */
export const SHAPES = [
  'lazy-getter', 'async-lazy-getter', 'static-accessor', 'constructor-singleton', 'eager-export', 'object-singleton',
  'closure-singleton', 'module-slot', 'module-collection', 'static-collection', 'global-slot', 'memoised', 'proxy-lazy',
  'container-singleton', 'foreign-write', 'fake-scope', 'reactive-store', 'derived-constant', 'once-guard',
  'set-get-pair', 'main-closure', 'stateful-regex',
] as const;
export type Shape = (typeof SHAPES)[number];

/** How bad it is, worst first. `none` appears only in the inventory. */
export const LEVELS = ['critical', 'high', 'warn', 'info', 'none'] as const;
export type Level = (typeof LEVELS)[number];

/** How sure the analysis is: `definite` means that the whole path was followed. */
export type Confidence = 'definite' | 'likely' | 'possible';

export type EvidenceKind = 'store' | 'write' | 'await' | 'read' | 'capture' | 'call' | 'entry';

/** One step of the path that a user's data takes. Lines and columns start at 1. */
export type Evidence = {
  readonly kind: EvidenceKind;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
};

/** The function through which other code obtains the singleton. */
export type AccessorSummary = {
  readonly name: string;
  readonly exported: boolean;
  readonly callSites: number;
};

/** Who reaches a singleton: from routes through functions to those that touch it. Edges are positions in `nodes`, from user to used. */
export type UsersGraph = {
  readonly nodes: readonly UserNode[];
  readonly edges: readonly (readonly [from: number, to: number])[];
  /** Functions beyond what one picture holds. */
  readonly more: number;
};

export type UserNode = { readonly kind: 'route' | 'function' | 'singleton'; readonly name: string; readonly file: string; readonly line: number };

export type Finding = {
  /** `file#name`, stable while neither changes, so that a baseline survives edits elsewhere. */
  readonly id: string;
  readonly rule: string;
  readonly shape: Shape;
  readonly level: Level;
  readonly confidence: Confidence;
  readonly name: string;
  /** Relative to the report's root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly accessor: AccessorSummary | null;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** Present where the caller asked for it. */
  readonly users?: UsersGraph;
};

/** A long-lived root that is not (or not only) a finding, with the reason for its level. */
export type InventoryItem = Finding & { readonly why: string };

/** A file that was not analysed, and why in one sentence. */
export type Skipped = { readonly file: string; readonly reason: string };

export type ScanReport = {
  readonly version: 1;
  readonly root: string;
  readonly files: number;
  readonly lines: number;
  readonly elapsedMs: number;
  readonly findings: readonly Finding[];
  /** Present with `--all`. */
  readonly inventory?: readonly InventoryItem[];
  readonly skipped: readonly Skipped[];
};
