/** The definition as the first step of a migration: verified by itself, then the callers are planned on its result. */
import type { Configuration } from '../../src/project/configuration.js';
import type { FileChange } from '../change/diff.js';
import type { Refusal } from '../change/plan.js';
import type { StateRow } from '../change/report.js';
import { withMark } from '../change/source.js';
import { draft, tryTypes, type Program } from '../thread-context/verify/trial.js';
import type { StateAnswers } from './partition.js';
import { planDefinition } from './plan.js';

export type Defined = {
  /** The program with its definitions changed, as if it had been read like that. */
  readonly program: Program;
  readonly changes: readonly FileChange[];
  readonly state: readonly StateRow[];
  /** Definitions that stay as they are. */
  readonly refusals: readonly Refusal[];
};

export function defineFirst(program: Program, accessors: readonly string[], configuration: Configuration, answers: StateAnswers = {}): Defined {
  const { oracle, sources } = program;
  const plan = planDefinition({ root: oracle.root, oracle, configuration, accessors, answers });
  const refuse = (refusals: readonly Refusal[]): Defined => ({ program, changes: [], state: plan.state, refusals });
  if (plan.refusals.length > 0) return refuse(plan.refusals);
  const trial = tryTypes(program, draft(program, plan.edits));
  const [first] = trial.delta.new;
  if (first !== undefined) {
    const { file, line, column } = plan.sinks[0] ?? { file: first.file, line: first.line, column: 1 };
    return refuse([{ file, line, column, code: 'VERIFICATION_FAILED', message: `With the definition changed, ${first.file}:${String(first.line)} would have a new error TS${String(first.code)}: ${first.message.split('\n')[0] ?? ''}`, component: null }]);
  }
  const changes = [...trial.texts].map(([file, after]) => {
    const source = sources.source(file);
    return { file, before: withMark(source, source.text), after: withMark(source, after) };
  });
  return { program: { oracle: trial.edited, sources: sources.edited(trial.texts) }, changes, state: plan.state, refusals: [] };
}

/** Two changes of the same files, one after the other, as one. */
export function joinChanges(first: readonly FileChange[], second: readonly FileChange[]): readonly FileChange[] {
  const before = new Map(first.map((change) => [change.file, change.before]));
  const later = new Set(second.map(({ file }) => file));
  return [...first.filter(({ file }) => !later.has(file)), ...second.map((change) => ({ ...change, before: before.get(change.file) ?? change.before }))];
}
