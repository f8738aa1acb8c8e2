/** The plan seen as components: which edits belong to a choice of them, and what is left of a plan without some. */
import type { Component, Edit, Plan, Refusal } from './plan.js';
import type { RefusalCode } from './reasons.js';

/** What became of a component that could not stay, in one sentence. */
export type RolledBack = { readonly code: RefusalCode; readonly message: string };

/** Components that change anything at all, in the order of the plan. */
export function activeComponents(plan: Plan): readonly number[] {
  const active = new Set(plan.edits.flatMap((edit) => [edit.component, ...(edit.sharedWith ?? [])]));
  return plan.components.map(({ id }) => id).filter((id) => active.has(id));
}

/** The edits that these components need; those that belong to no component are always among them. */
export function editsOf(plan: Plan, chosen: ReadonlySet<number>): readonly Edit[] {
  const known = new Set(plan.components.map(({ id }) => id));
  return plan.edits.filter((edit) => !known.has(edit.component) || chosen.has(edit.component) || edit.sharedWith?.some((id) => chosen.has(id)));
}

/** The components and everything that is wrong without them. */
export function withDependents(components: readonly Component[], ids: Iterable<number>): ReadonlySet<number> {
  const found = new Set(ids);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { id, dependsOn } of components) if (dependsOn?.some((other) => found.has(other))) found.add(id);
  }
  return found;
}

/** The plan as if these components had been refused from the start. */
export function withoutComponents(plan: Plan, gone: ReadonlyMap<number, RolledBack>): Plan {
  if (gone.size === 0) return plan;
  const kept = new Set(plan.components.map(({ id }) => id).filter((id) => !gone.has(id)));
  const lost = plan.sinks.flatMap((sink) => {
    const reason = sink.component === null || sink.outcome === 'refused' ? undefined : gone.get(sink.component);
    return reason ? [{ sink, reason }] : [];
  });
  const refusals: readonly Refusal[] = lost.map(({ sink: { file, line, column, component, accessor }, reason: { code, message } }) => ({ file, line, column, component, accessor, code, message }));
  const lostSinks = new Set(lost.map(({ sink }) => sink));
  return {
    ...plan,
    edits: editsOf(plan, kept),
    sinks: plan.sinks.map((sink) => (lostSinks.has(sink) ? { ...sink, outcome: 'refused' } : sink)),
    refusals: [...plan.refusals, ...refusals],
    functionsThreaded: plan.functionsThreaded - sum(plan.components.filter(({ id }) => gone.has(id)), (one) => one.functionsThreaded ?? 0),
    entryPoints: plan.entryPoints.filter(({ component }) => component === undefined || !gone.has(component)),
  };
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
