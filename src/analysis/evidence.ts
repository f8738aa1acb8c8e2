import type { Analysis, Verdict } from './verdict.js';
import type { Evidence, EvidenceKind } from './report.js';
import type { Root } from './roots.js';
import type { Sources } from './sources.js';

const MAX_CALLS = 8;

/** A step of the path by its offset in a file. */
export type Step = { readonly kind: EvidenceKind; readonly file: string; readonly at: number };

/** The path of a user's data: where it is kept, how it comes in, where it is written, where it comes out again. */
export function stepsOf(analysis: Analysis, root: Root, verdict: Verdict): readonly Step[] {
  const steps: Step[] = [{ kind: 'store', file: root.file, at: root.at }];
  const { effect, source, readBack } = verdict;
  if (!effect || verdict.level === 'none') return steps;
  const entry = source?.entry ?? analysis.reach.entryOf(effect.fn);
  if (entry) steps.push({ kind: 'entry', file: entry.fn.file, at: entry.fn.fact.at });
  const calls = source && source.steps.length > 0
    ? source.steps
    : entry ? analysis.reach.path(effect.fn).flatMap(({ site }) => (site ? [site] : [])) : [];
  for (const site of calls.slice(0, MAX_CALLS)) steps.push({ kind: 'call', file: site.file, at: site.call.at });
  for (let frame = effect.frame; frame; frame = frame.outer) {
    if (!calls.includes(frame.site)) steps.push({ kind: 'call', file: frame.site.file, at: frame.site.call.at });
  }
  steps.push({ kind: verdict.reason === 'request-captured' ? 'capture' : 'write', file: effect.file, at: effect.at });
  if (readBack?.kind === 'after-await') steps.push({ kind: 'await', file: effect.file, at: readBack.awaitAt });
  if (readBack && 'read' in readBack) steps.push({ kind: 'read', file: readBack.read.file, at: readBack.read.at });
  return steps;
}

/** The path in lines that people can open; steps on one line are one. */
export function evidenceOf(sources: Sources, steps: readonly Step[]): readonly Evidence[] {
  // An await is known by its end.
  return steps.map(({ kind, file, at }) => sources.evidence(kind, file, kind === 'await' ? at - 1 : at))
    .filter((step, index, all) => index === 0 || step.kind !== all[index - 1]?.kind || step.line !== all[index - 1]?.line || step.file !== all[index - 1]?.file);
}
