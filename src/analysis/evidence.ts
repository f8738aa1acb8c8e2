import type { Analysis, Verdict } from './verdict.js';
import type { Evidence } from './report.js';
import type { Root } from './roots.js';
import type { Sources } from './sources.js';

const MAX_CALLS = 8;

/** The path of a user's data: where it is kept, how it comes in, where it is written, where it comes out again. */
export function evidenceOf(analysis: Analysis, sources: Sources, root: Root, verdict: Verdict): readonly Evidence[] {
  const steps: Evidence[] = [sources.evidence('store', root.file, root.at)];
  const { effect, source, readBack } = verdict;
  if (!effect) return steps;
  const entry = source?.entry ?? analysis.reach.entryOf(effect.fn);
  if (entry) steps.push(sources.evidence('entry', entry.fn.file, entry.fn.fact.at));
  const calls = source && source.steps.length > 0
    ? source.steps
    : entry ? analysis.reach.path(effect.fn).flatMap(({ site }) => (site ? [site] : [])) : [];
  for (const site of calls.slice(0, MAX_CALLS)) steps.push(sources.evidence('call', site.file, site.call.at));
  for (let frame = effect.frame; frame; frame = frame.outer) {
    if (!calls.includes(frame.site)) steps.push(sources.evidence('call', frame.site.file, frame.site.call.at));
  }
  steps.push(sources.evidence(verdict.reason === 'request-captured' ? 'capture' : 'write', effect.file, effect.at));
  if (readBack?.kind === 'after-await') steps.push(sources.evidence('await', effect.file, readBack.awaitAt - 1));
  if (readBack && 'read' in readBack) steps.push(sources.evidence('read', readBack.read.file, readBack.read.at));
  return steps.filter((step, index) => index === 0 || step.kind !== steps[index - 1]?.kind || step.line !== steps[index - 1]?.line || step.file !== steps[index - 1]?.file);
}
