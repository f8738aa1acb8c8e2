/** The report of a run, from its final plan and what verification found. */
import type { Finding } from '../../src/analysis/report.js';
import type { RolledBack } from './components.js';
import { activeComponents } from './components.js';
import type { Plan, SinkOutcome } from './plan.js';
import { REASONS } from './reasons.js';
import type { SplitState } from './split.js';
import type { ComponentReport, DiagnosticSummary, MigrationReport, ProofReport, UnknownUser } from './report.js';

export type Outcome = {
  /** What was, or would be, written. */
  readonly plan: Plan;
  readonly rolledBack: ReadonlyMap<number, RolledBack>;
  readonly acknowledged: ReadonlySet<Plan['refusals'][number]>;
  readonly diagnostics: { readonly before: number; readonly after: number; readonly new: readonly DiagnosticSummary[] };
  readonly secondRunEdits: number;
  readonly written: boolean;
  readonly filesChanged: number;
  readonly elapsedMs: number;
  readonly proofs?: ProofReport;
  readonly split: readonly SplitState[];
  readonly kept: readonly Finding[];
  readonly unknownUser: UnknownUser | undefined;
};

export function summarise(outcome: Outcome): MigrationReport {
  const { plan, acknowledged, diagnostics } = outcome;
  const count = (wanted: SinkOutcome): number => plan.sinks.filter((sink) => sink.outcome === wanted).length;
  const refused = [...plan.refusals].sort((a, b) => REASONS[a.code].rank - REASONS[b.code].rank || compare(a.file, b.file) || a.line - b.line || a.column - b.column);
  return {
    version: 1,
    root: plan.root,
    written: outcome.written,
    accessors: plan.accessors,
    sinks: plan.sinks.length,
    rewritten: count('rewritten'),
    adapted: count('adapted'),
    scoped: count('scoped'),
    refused: refused.map((refusal) => {
      const { file, line, column, code, message } = refusal;
      return { file, line, column, code, message, ...(acknowledged.has(refusal) && { acknowledged: true }) };
    }),
    functionsThreaded: plan.functionsThreaded,
    entryPoints: plan.entryPoints,
    filesChanged: outcome.filesChanged,
    components: componentReports(outcome),
    edges: plan.edges,
    diagnostics: { before: diagnostics.before, after: diagnostics.after, new: diagnostics.new.map(({ file, line, code, message }) => ({ file, line, code, message })) },
    secondRun: { edits: outcome.secondRunEdits },
    ...(outcome.split.length > 0 && { split: outcome.split }),
    ...(outcome.unknownUser && { unknownUser: outcome.unknownUser }),
    ...(outcome.kept.length > 0 && { kept: outcome.kept }),
    ...(outcome.proofs && { proofs: outcome.proofs }),
    elapsedMs: outcome.elapsedMs,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function componentReports({ plan, rolledBack }: Outcome): readonly ComponentReport[] {
  const active = new Set(activeComponents(plan));
  return plan.components.map(({ id, files, sinks }) => {
    const reason = rolledBack.get(id)?.message;
    if (reason !== undefined) return { id, files, sinks, status: 'rolled-back', reason };
    if (active.has(id)) return { id, files, sinks, status: 'applied', reason: null };
    return { id, files, sinks, status: 'refused', reason: plan.refusals.find(({ component }) => component === id)?.message ?? null };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
