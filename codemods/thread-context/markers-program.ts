/** The markers of a whole program, as edits of its plan. */
import type { Edit, Plan, Refusal } from '../change/plan.js';
import { byFile } from '../change/splice.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { mayHoldMarkers, planMarkers } from './markers.js';

export type MarkedPlan = { readonly plan: Plan; readonly acknowledged: ReadonlySet<Refusal> };

/**
 * The plan with a marker at every refusal, and without the markers whose refusal is gone.
 * @param names what this run is about: accessors, factories, the context
 * @param hashOf the hash of a file that may be edited, undefined for one that may not
 */
export function withMarkers(oracle: TypeOracle, plan: Plan, names: readonly string[], hashOf: (file: string) => string | undefined): MarkedPlan {
  const refusals = byFile(plan.refusals);
  const edits = byFile(plan.edits);
  const hashes: Record<string, string> = { ...plan.hashes };
  const markers: Edit[] = [];
  const acknowledged: Set<Refusal> = new Set();
  for (const file of oracle.files) {
    const source = oracle.source(file);
    if (!source || !(refusals.has(file) || mayHoldMarkers(source))) continue;
    const marked = planMarkers({ file, source, refusals: refusals.get(file) ?? [], edits: edits.get(file) ?? [], names });
    for (const refusal of marked.acknowledged) acknowledged.add(refusal);
    const hash = marked.edits.length > 0 ? hashOf(file) : undefined;
    if (hash === undefined) continue;
    hashes[file] = hash;
    markers.push(...marked.edits);
  }
  return { plan: { ...plan, hashes, edits: [...plan.edits, ...markers] }, acknowledged };
}
