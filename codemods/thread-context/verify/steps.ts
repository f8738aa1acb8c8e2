/** What is written together: everything at once, or component by component with a commit after each. */
import { activeComponents, editsOf } from '../../change/components.js';
import type { FileChange } from '../../change/diff.js';
import type { Step } from '../../change/journal.js';
import type { Component, Edit, Plan } from '../../change/plan.js';
import { withMark } from '../../change/source.js';
import { isTestFile } from '../tests.js';
import type { Proofs } from './proof.js';
import { affectedBy } from './affected.js';
import type { Draft, Program } from './trial.js';
import { draft, editedTexts, tryTypes } from './trial.js';

export function wholeStep(changes: readonly FileChange[]): Step {
  return { title: 'the whole migration', changes, commit: null };
}

/** Before any caller: the definition alone changes nothing for them. */
export function definitionStep(changes: readonly FileChange[], accessors: readonly string[]): Step {
  return { title: 'definition', changes, commit: `Define a per-request factory beside ${accessors.join(', ')}\n\nThe accessor stays, deprecated, until its callers have moved.` };
}

export function proofSteps(proofs: Proofs | undefined): readonly Step[] {
  if (!proofs || proofs.changes.length === 0) return [];
  return [{ title: 'proofs', changes: proofs.changes, commit: 'Prove that two users are kept apart\n\nOne test per migrated entry point; each fails on the code before the migration.' }];
}

/**
 * One step per component, each of which compiles and divides no state: a component that does not, without one that comes
 * later (they share a file, or the instance that requests write to), goes into one commit with it. The markers come last.
 */
export function stepPerComponent(program: Program, plan: Plan): readonly Step[] {
  const active = activeComponents(plan);
  const sharing = sharedByRequests(plan);
  const isServing = (id: number): boolean => sharing.some((ids) => ids.has(id));
  const components = dependenciesFirst(plan.components, [...active.filter(isServing), ...active.filter((id) => !isServing(id))]);
  const work = plan.edits.filter((edit) => isOf(plan, edit));
  const done: Set<number> = new Set();
  const steps: Step[] = [];
  let waiting: number[] = [];
  let written: ReadonlyMap<string, string> = new Map();
  for (const id of components) {
    done.add(id);
    waiting.push(id);
    const edits = editsOf({ ...plan, edits: work }, done);
    const changed = new Set(work.filter((edit) => waiting.includes(edit.component)).map(({ file }) => file));
    const isLast = done.size === components.length;
    if (!isLast && sharing.some((ids) => isDivided(ids, done))) continue;
    if (!isLast && hasNewErrors(program, draft(program, edits), changed)) continue;
    const texts = editedTexts(program, edits);
    steps.push(stepOf(program, plan, waiting, written, texts, [steps.length + 1, components.length]));
    written = texts;
    waiting = [];
  }
  const all = editedTexts(program, plan.edits);
  const changes = changesBetween(program, written, all);
  if (changes.length > 0) steps.push({ title: 'markers', changes, commit: 'Mark the uses of shared instances that were left as they are\n\nEach @unsingleton-todo comment names the reason.' });
  return steps.filter((step) => step.changes.length > 0);
}

function hasNewErrors(program: Program, next: Draft, changed: ReadonlySet<string>): boolean {
  return tryTypes(program, next, affectedBy({ original: program.oracle, ...next, changed })).delta.new.length > 0;
}

/** The components of each accessor whose uses serve requests: half of them would write to one instance, and half read from another. */
function sharedByRequests({ accessors, sinks }: Plan): readonly ReadonlySet<number>[] {
  const serving = sinks.filter(({ file, outcome }) => outcome !== 'refused' && !isTestFile(file));
  return accessors.map((accessor) => new Set(serving.flatMap((sink) => (sink.accessor === accessor ? sink.component ?? [] : []))));
}

/** The components that are left, those together that share what requests write to: half of them would divide it. */
export function inseparable(plan: Plan): readonly (readonly number[])[] {
  const sharing = sharedByRequests(plan);
  const groups: number[][] = [];
  for (const id of activeComponents(plan)) {
    const joined = groups.filter((group) => group.some((other) => sharing.some((ids) => ids.has(id) && ids.has(other))));
    const [home] = joined;
    if (home === undefined) groups.push([id]);
    else {
      home.push(...joined.slice(1).flat(), id);
      for (const gone of joined.slice(1)) groups.splice(groups.indexOf(gone), 1);
    }
  }
  return groups;
}

const isDivided = (ids: ReadonlySet<number>, done: ReadonlySet<number>): boolean => [...ids].some((id) => done.has(id)) && [...ids].some((id) => !done.has(id));

function isOf(plan: Plan, edit: Edit): boolean {
  return plan.components.some(({ id }) => id === edit.component);
}

function stepOf(program: Program, plan: Plan, ids: readonly number[], before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, [at, total]: readonly [number, number]): Step {
  const changes = changesBetween(program, before, after);
  const sinks = plan.components.filter(({ id }) => ids.includes(id)).reduce((sum, one) => sum + one.sinks, 0);
  const [first = '', ...others] = changes.map(({ file }) => file);
  const where = others.length === 0 ? first : `${first} and ${String(others.length)} more ${others.length === 1 ? 'file' : 'files'}`;
  const body = `${String(sinks)} ${sinks === 1 ? 'use' : 'uses'} of ${plan.accessors.join(', ')}; component ${ids.join(', ')} of ${String(total)}.`;
  return { title: `component ${String(at)}`, changes, commit: `Pass the user context in ${where}\n\n${body}` };
}

function changesBetween({ sources }: Program, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly FileChange[] {
  return [...after].flatMap(([file, text]) => {
    const source = sources.source(file);
    const known = before.get(file) ?? source.text;
    return known === text ? [] : [{ file, before: withMark(source, known), after: withMark(source, text) }];
  });
}

function dependenciesFirst(components: readonly Component[], ids: readonly number[]): readonly number[] {
  const ordered: Set<number> = new Set();
  const visit = (id: number, path: ReadonlySet<number>): void => {
    if (ordered.has(id) || path.has(id)) return;
    for (const needed of components.find((one) => one.id === id)?.dependsOn ?? []) visit(needed, new Set([...path, id]));
    if (ids.includes(id)) ordered.add(id);
  };
  for (const id of ids) visit(id, new Set());
  return [...ordered];
}
