/** The definition as the first step of a migration: verified by itself, then the callers are planned on its result. */
import type { Configuration } from '../../src/project/configuration.js';
import type { FileChange } from '../change/diff.js';
import type { Plan, Refusal } from '../change/plan.js';
import type { ResourceRow, StateRow } from '../change/report.js';
import { withMark } from '../change/source.js';
import { Writer } from '../thread-context/text.js';
import { draft, tryTypes, type Program } from '../thread-context/verify/trial.js';
import type { StateAnswers } from './partition.js';
import { nameExports } from './named-exports.js';
import { editsOf, planDefinition } from './plan.js';

export type Defined = {
  /** The program with its definitions changed, as if it had been read like that. */
  readonly program: Program;
  readonly changes: readonly FileChange[];
  readonly state: readonly StateRow[];
  readonly resources: readonly ResourceRow[];
  /** Calls of the accessors that are none any more. */
  readonly turned: number;
  /** Definitions that stay as they are. */
  readonly refusals: readonly Refusal[];
  /** What callers say now, and will say: names that were taken make the factory another one than the accessor's name suggests. */
  readonly configuration: Configuration;
  /** Whose callers follow; those of one list speak of the same state. */
  readonly groups: readonly (readonly string[])[];
};

export function defineFirst(program: Program, accessors: readonly string[], configuration: Configuration, answers: StateAnswers = {}): Defined {
  const writer = new Writer();
  nameExports(program.oracle, accessors, writer);
  if (writer.sources.length === 0) return defineNamed(program, accessors, configuration, answers);
  const { texts, edited } = draft(program, editsOf(program.oracle, writer));
  const defined = defineNamed({ oracle: edited, sources: program.sources.edited(texts) }, accessors, configuration, answers);
  if (defined.changes.length === 0) return { ...defined, program };
  const named = [...texts].map(([file, after]) => changeOf(program, file, after));
  return { ...defined, changes: joinChanges(named, defined.changes) };
}

function defineNamed(program: Program, accessors: readonly string[], configuration: Configuration, answers: StateAnswers): Defined {
  const { oracle, sources } = program;
  const plan = planDefinition({ root: oracle.root, oracle, configuration, accessors, answers });
  const refuse = (refusals: readonly Refusal[]): Defined => ({ program, changes: [], state: plan.state, resources: plan.resources, turned: 0, refusals, configuration, groups: [] });
  if (plan.refusals.length > 0) return refuse(plan.refusals);
  const trial = tryTypes(program, draft(program, plan.edits));
  const [first] = trial.delta.new;
  if (first !== undefined) {
    const { file, line, column } = plan.sinks[0] ?? { file: first.file, line: first.line, column: 1 };
    return refuse([{ file, line, column, code: 'VERIFICATION_FAILED', message: `With the definition changed, ${first.file}:${String(first.line)} would have a new error TS${String(first.code)}: ${first.message.split('\n')[0] ?? ''}`, component: null }]);
  }
  const changes = [...trial.texts].map(([file, after]) => changeOf(program, file, after));
  const renames = plan.renames.flat();
  return {
    program: { oracle: trial.edited, sources: sources.edited(trial.texts) },
    changes,
    state: plan.state,
    resources: plan.resources,
    turned: plan.turned,
    refusals: [],
    configuration: { ...configuration, accessors: [...renames, ...configuration.accessors.filter(({ legacy }) => !renames.some((rename) => rename.legacy === legacy))] },
    groups: plan.renames.map((group) => group.map(({ legacy }) => legacy)),
  };
}

function changeOf({ sources }: Program, file: string, after: string): FileChange {
  const source = sources.source(file);
  return { file, before: withMark(source, source.text), after: withMark(source, after) };
}

/** A setter and its getter are two accessors of one state: the plan as if they were one, without what a person has looked at. */
export function asOne(plan: Plan, groups: Defined['groups'], acknowledged: ReadonlySet<Refusal>): Plan {
  const together = (accessor: string): string => groups.find((group) => group.includes(accessor))?.join(' and ') ?? accessor;
  return {
    ...plan,
    accessors: [...new Set(plan.accessors.map(together))],
    sinks: plan.sinks.map((sink) => ({ ...sink, accessor: together(sink.accessor) })),
    refusals: plan.refusals.filter((refusal) => !acknowledged.has(refusal)).map((refusal) => (refusal.accessor === undefined ? refusal : { ...refusal, accessor: together(refusal.accessor) })),
  };
}

/** The plan of a run whose definitions leave no callers to rewrite. */
export const nothingToThread = (root: string): Plan => ({ version: 1, root, accessors: [], hashes: {}, edits: [], components: [], sinks: [], refusals: [], functionsThreaded: 0, entryPoints: [], edges: { proved: 0, adapted: 0, waived: 0, refused: 0 } });

/** Two changes of the same files, one after the other, as one. */
export function joinChanges(first: readonly FileChange[], second: readonly FileChange[]): readonly FileChange[] {
  const before = new Map(first.map((change) => [change.file, change.before]));
  const later = new Set(second.map(({ file }) => file));
  return [...first.filter(({ file }) => !later.has(file)), ...second.map((change) => ({ ...change, before: before.get(change.file) ?? change.before }))];
}
