/** Finds the largest part of a plan that verification has nothing against, by rolling back one component at a time. */
import type { RolledBack } from '../../change/components.js';
import { activeComponents, editsOf, withDependents, withoutComponents } from '../../change/components.js';
import type { Edit, Plan } from '../../change/plan.js';
import { byFile } from '../../change/splice.js';
import type { OracleDiagnostic } from '../../oracle/oracle.js';
import type { MarkedPlan } from '../markers-program.js';
import { affectedBy } from './affected.js';
import { audit } from './audit.js';
import { enclosingSymbol } from './diagnostics.js';
import type { Draft, Program, Trial } from './trial.js';
import { draft, tryTypes, trySyntax } from './trial.js';

export type Settled = {
  /** What is left, with its markers: exactly what the trial has checked. */
  readonly marked: MarkedPlan;
  readonly rolledBack: ReadonlyMap<number, RolledBack>;
  readonly trial: Trial;
};

export type SettleRequest = {
  readonly program: Program;
  readonly plan: Plan;
  /** Puts the markers of all refusals into a plan. */
  readonly mark: (plan: Plan) => MarkedPlan;
};

export function settle({ program, plan, mark }: SettleRequest): Settled {
  const kept = new Set(activeComponents(plan));
  const rolledBack: Map<number, RolledBack> = new Map();
  const rollBack = (id: number, message: string): void => {
    for (const gone of withDependents(plan.components, [id])) {
      if (!kept.delete(gone)) continue;
      rolledBack.set(gone, { code: 'VERIFICATION_FAILED', message: gone === id ? message : `Rolled back with component ${String(id)}, on which it depends.` });
    }
  };
  for (const [id, message] of overlaps(editsOf(plan, kept))) rollBack(id, message);
  for (;;) {
    const marked = mark(withoutComponents(plan, rolledBack));
    const next = draft(program, marked.plan.edits);
    const size = kept.size;
    for (const [id, message] of misread(program, next)) rollBack(id, message);
    if (kept.size < size) continue;

    const reached = affectedBy({ original: program.oracle, ...next });
    // The plan is made: the old program is asked again only where the new one has something to say.
    program.oracle.release(next.texts.keys());
    const trial = tryTypes(program, next, reached);
    const [first] = trial.delta.new;
    if (!first) {
      const [missed] = audit({ original: program.oracle, textOf: (file) => program.sources.source(file).text, ...trial }).filter(({ component }) => kept.has(component));
      if (!missed) return { marked, rolledBack, trial };
      rollBack(missed.component, `In ${missed.file}:${String(missed.line)}, ${missed.message}`);
      continue;
    }
    if (kept.size === 0) return { marked, rolledBack, trial };
    const culprit = findCulprit(program, plan, kept, trial);
    rollBack(culprit, `With it, ${first.file}:${String(first.line)} would have a new error TS${String(first.code)}: ${firstLine(first.message)}`);
  }
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

/** Two edits on the same text cannot both be right: the later component gives way. */
function overlaps(edits: readonly Edit[]): ReadonlyMap<number, string> {
  const found: Map<number, string> = new Map();
  for (const [file, own] of byFile(edits)) {
    const sorted = [...own].sort((a, b) => a.start - b.start || a.end - b.end);
    for (const [index, edit] of sorted.entries()) {
      const previous = sorted[index - 1];
      if (previous && edit.start < previous.end) found.set(Math.max(edit.component, previous.component), `Two of its edits, or one of another component, overlap in ${file}.`);
    }
  }
  return found;
}

/** The component of the edit nearest to each place that the parser reads differently. */
function misread(program: Program, next: Draft): ReadonlyMap<number, string> {
  const found: Map<number, string> = new Map();
  for (const [file, problems] of trySyntax(program, next)) {
    const own = next.edits.filter((edit) => edit.file === file);
    for (const { position, message } of problems) {
      const nearest = [...own].sort((a, b) => distance(a, position) - distance(b, position))[0];
      if (nearest) found.set(nearest.component, `In ${file}, ${message}.`);
    }
  }
  return found;
}

const distance = ({ start, end }: Edit, position: number): number => Math.max(start - position, position - end, 0);

/**
 * Bisects: the components that touch the place of the message come last, and the first prefix that brings a new
 * message out ends with the culprit. Only the files with messages are looked at.
 */
function findCulprit(program: Program, plan: Plan, kept: ReadonlySet<number>, { edited, delta }: Trial): number {
  const where = new Map(delta.new.map(({ file }) => [file, 'whole'] as const));
  const isClean = (ids: readonly number[]): boolean => tryTypes(program, draft(program, editsOf(plan, new Set(ids))), where).delta.new.length === 0;
  const suspects = suspectsOf(plan, kept, delta.new, (diagnostic) => {
    const source = edited.source(diagnostic.file);
    return source ? enclosingSymbol(source, diagnostic.start) : '';
  }, program);
  const others = [...kept].filter((id) => !suspects.includes(id));
  const ordered = [...others, ...suspects];
  let clean = suspects.length > 0 && isClean(others) ? others.length : 0;
  let dirty = ordered.length;
  while (dirty - clean > 1) {
    const middle = (clean + dirty) >> 1;
    if (isClean(ordered.slice(0, middle))) clean = middle;
    else dirty = middle;
  }
  // The prefix of length `dirty` is never empty: with no component there is no new message.
  return ordered[dirty - 1] as number;
}

/** Components with an edit in the same declaration of the same file, else in the same file. */
function suspectsOf(plan: Plan, kept: ReadonlySet<number>, diagnostics: readonly OracleDiagnostic[], symbolOf: (one: OracleDiagnostic) => string, { oracle }: Program): readonly number[] {
  const sameSymbol: Set<number> = new Set();
  const sameFile: Set<number> = new Set();
  const symbols: Map<string, Set<string>> = new Map();
  for (const one of diagnostics) symbols.set(one.file, (symbols.get(one.file) ?? new Set()).add(symbolOf(one)));
  for (const edit of plan.edits) {
    const wanted = symbols.get(edit.file);
    if (!wanted || !kept.has(edit.component)) continue;
    sameFile.add(edit.component);
    const source = oracle.source(edit.file);
    if (source && wanted.has(enclosingSymbol(source, edit.start))) sameSymbol.add(edit.component);
  }
  return [...(sameSymbol.size > 0 ? sameSymbol : sameFile)];
}
