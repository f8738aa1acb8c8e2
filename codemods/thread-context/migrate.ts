/** analyse → plan → edit → verify, as one call. Nothing is written before all of it is known to be right. */
import { realpathSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Configuration } from '../../src/project/configuration.js';
import { resolveConfiguration } from '../../src/project/configuration.js';
import { loadConfiguration } from '../../src/project/configuration-file.js';
import { applySteps, requireNoInterruptedRun } from '../change/apply.js';
import { activeComponents, editsOf, withoutComponents } from '../change/components.js';
import type { FileChange } from '../change/diff.js';
import { unifiedDiff } from '../change/diff.js';
import { requireCleanTree, requireCommitted } from '../change/git.js';
import type { Edit, Plan } from '../change/plan.js';
import { checkPlan } from '../change/plan-file.js';
import type { MigrationReport } from '../change/report.js';
import { withMark } from '../change/source.js';
import { splitStates } from '../change/split.js';
import { summarise } from '../change/summary.js';
import type { Defined } from '../define-factory/first.js';
import { asOne, defineFirst, joinChanges, nothingToThread } from '../define-factory/first.js';
import { openProject } from '../oracle/open.js';
import type { TypeOracle } from '../oracle/oracle.js';
import type { MarkedPlan } from './markers-program.js';
import { withMarkers } from './markers-program.js';
import type { MigrateOptions } from './options.js';
import type { PlanRequest } from './plan.js';
import { planThreading } from './plan.js';
import { isTestFile } from './tests.js';
import { settleByCommand } from './verify/command.js';
import { keptAfter } from './verify/kept.js';
import { writeProofs } from './verify/proof.js';
import { rolledBackAgain } from './verify/second-run.js';
import type { SettleRequest, Settled } from './verify/settle.js';
import { settle } from './verify/settle.js';
import { Sources, applicable } from './verify/sources.js';
import { definitionStep, inseparable, proofSteps, stepPerComponent, wholeStep } from './verify/steps.js';
import type { Program, Trial } from './verify/trial.js';
import { unknownUser } from './verify/unknown-user.js';
import { editedTexts } from './verify/trial.js';

export type Migration = { readonly report: MigrationReport; /** Exactly the edits that were, or would be, made. */ readonly plan: Plan; /** Worked out when it is asked for. */ readonly diff: string };

/** @throws UserError for what a person can mend: a dirty tree, an interrupted run, a stale plan, a failing command. */
export async function migrate(options: MigrateOptions): Promise<Migration> {
  const started = performance.now();
  const root = realpathSync(options.root);
  requireNoInterruptedRun(root);
  if (options.write && options.allowDirty !== true) requireCleanTree(root);
  const settings = options.configuration ? resolveConfiguration(options.configuration) : loadConfiguration(root).configuration;
  const turn = turns(options);

  await turn('read');
  const original: Program = { oracle: openProject(root, namesAsked(options, settings)), sources: new Sources(root) };
  await turn('plan');
  const defined = options.define && await defineOrAsk(original, options.define, settings, options);
  const { program, configuration, groups } = defined ?? { program: original, configuration: settings, groups: undefined };
  const callers: MigrateOptions = groups ? { ...options, accessors: groups.flat() } : options;
  const threaded = (): Plan => groups?.length === 0 ? nothingToThread(root) : planThreading(requestOf(callers, program.oracle, configuration));
  const planned = options.plan ? checkPlan(options.plan) : withHashes(program, threaded());

  await turn('verify');
  const mark = (plan: Plan): MarkedPlan => options.plan
    ? { plan, acknowledged: new Set() }
    : withMarkers(program.oracle, plan, namesOf(plan, configuration), (file) => hashOf(program.sources, file));
  // What is said of the trial is kept, the trial is not: it is as large as the program.
  const { plan, acknowledged, rolledBack, diagnostics, secondRunEdits } = await verify(options, program, planned, mark).then(async (settled) => {
    await turn('check');
    return judge(callers, program, settled, configuration);
  });

  const proofs = options.proof === true ? writeProofs(program.oracle, plan) : undefined;
  const changes = [...joinChanges(defined?.changes ?? [], changesOf(program, plan.edits)), ...(proofs?.changes ?? [])];
  const nobody = unknownUser(program.oracle, plan.entryPoints, configuration);
  // Types are not asked for any more, unless component by component: the scan need not find room beside them.
  for (const { oracle } of new Set([original, program])) oracle.release();
  const kept = await keptAfter(root, configuration, changes);
  const split = splitStates(groups ? asOne(plan, groups, acknowledged) : plan, acknowledged, isTestFile);
  const written = options.write && (split.length === 0 || options.partial === true);
  if (written && changes.length > 0) {
    await turn('write');
    if (options.commitEach === true) requireCommitted(root, changes.map(({ file }) => file));
    const first = defined && defined.changes.length > 0 ? [definitionStep(defined.changes, options.define ?? [])] : [];
    applySteps(root, options.commitEach === true ? [...first, ...stepPerComponent(program, plan), ...proofSteps(proofs)] : [wholeStep(changes)]);
  }
  const report = summarise({
    plan, acknowledged, rolledBack, secondRunEdits,
    diagnostics,
    written,
    split,
    kept,
    unknownUser: nobody,
    filesChanged: changes.length,
    elapsedMs: Math.round(performance.now() - started),
    ...(proofs && { proofs: { written: proofs.changes.map(({ file }) => file), skipped: proofs.skipped } }),
  });
  return { report: defined ? withDefinitions(report, defined) : report, plan, get diff() { return unifiedDiff(changes); } };
}

/** One answer can raise the next question, so it is asked until nothing is unclear or nothing is answered. */
async function defineOrAsk(original: Program, accessors: readonly string[], settings: Configuration, { state = {}, askState }: MigrateOptions): Promise<Defined> {
  let answers = state;
  for (;;) {
    const defined = defineFirst(original, accessors, settings, answers);
    const unclear = defined.state.filter(({ kind }) => kind === 'unclear');
    const more = unclear.length > 0 && askState ? await askState(unclear) : {};
    if (Object.keys(more).length === 0) return defined;
    answers = { ...answers, ...more };
  }
}

async function verify(options: MigrateOptions, program: Program, planned: Plan, mark: SettleRequest['mark']): Promise<Settled> {
  const { plan, rolledBack: unreadable } = applicable(program.sources, planned);
  const typed = settle({ program, plan, mark });
  const soFar = new Map([...unreadable, ...typed.rolledBack]);
  if (!options.write || options.verifyCommand === undefined) return { ...typed, rolledBack: soFar };

  const left = withoutComponents(plan, typed.rolledBack);
  const failed = await settleByCommand({
    root: program.oracle.root,
    command: options.verifyCommand,
    plan: left,
    groups: options.commitEach === true ? inseparable(left) : activeComponents(left).map((id) => [id]),
    each: options.commitEach === true,
    changesOf: (components) => changesOf(program, editsOf(left, components)),
    ...(options.signal && { signal: options.signal }),
  });
  if (failed.size === 0) return { ...typed, rolledBack: soFar };
  const rest = settle({ program, plan: withoutComponents(left, failed), mark });
  return { ...rest, rolledBack: new Map([...soFar, ...failed, ...rest.rolledBack]) };
}

type Judged = MarkedPlan & Pick<Settled, 'rolledBack'> & { readonly diagnostics: Trial['delta']; readonly secondRunEdits: number };

function judge(options: MigrateOptions, program: Program, { marked, rolledBack, trial }: Settled, configuration: Configuration): Judged {
  const again = marked.plan.edits.length === 0 ? [] : planAgain(options, program, marked.plan, trial, configuration);
  return { ...marked, rolledBack, diagnostics: trial.delta, secondRunEdits: again.length };
}

function planAgain(options: MigrateOptions, { sources }: Program, plan: Plan, { edited }: Trial, configuration: Configuration): readonly Edit[] {
  const again = planThreading(requestOf(options, edited, configuration));
  const failed = rolledBackAgain({ plan, again, before: (file) => textOf(sources, file), after: (file) => edited.source(file)?.text ?? '' });
  return withMarkers(edited, withoutComponents(again, failed), namesOf(plan, configuration), () => '').plan.edits;
}

function requestOf(options: MigrateOptions, oracle: TypeOracle, configuration: Configuration): PlanRequest {
  const { accessors = [], fallback = 'refuse', tests = true, answers, include, exclude } = options;
  return { root: oracle.root, oracle, configuration, accessors, fallback, tests, ...(answers && { answers }), ...(include && { include }), ...(exclude && { exclude }) };
}

function changesOf(program: Program, edits: readonly Edit[]): readonly FileChange[] {
  return [...editedTexts(program, edits)].flatMap(([file, after]) => {
    const source = program.sources.source(file);
    if (source.text === after) return [];
    return [{ file, before: withMark(source, source.text), after: withMark(source, after) }];
  });
}

/** What a statement speaks of when it is this run's business. */
function namesAsked({ accessors = [], define = [] }: MigrateOptions, configuration: Configuration): readonly string[] {
  return [...accessors, ...define, ...configuration.accessors.flatMap(({ legacy, factory }) => [legacy, factory])];
}

function namesOf({ accessors }: Plan, configuration: Configuration): readonly string[] {
  const factories = configuration.accessors.filter(({ legacy }) => accessors.includes(legacy)).map(({ factory }) => factory);
  return [...accessors, ...factories, configuration.context.name];
}

/** The planner reads no bytes: what it saw is what this run has read. */
function withHashes({ sources }: Program, plan: Plan): Plan {
  const files = [...new Set(plan.edits.map(({ file }) => file))];
  return { ...plan, hashes: Object.fromEntries(files.flatMap((file) => [[file, hashOf(sources, file) ?? ''] as const])) };
}

/** A definition that was refused is a refused use: of the accessor, at its own place. */
function withDefinitions(report: MigrationReport, { refusals, state, resources, turned }: Defined): MigrationReport {
  return { ...report, sinks: report.sinks + refusals.length + turned, adapted: report.adapted + turned, refused: [...refusals.map(({ component: _, ...refusal }) => refusal), ...report.refused], state, ...(resources.length > 0 && { resources }) };
}

function textOf(sources: Sources, file: string): string {
  const source = sources.get(file);
  return 'text' in source ? source.text : '';
}

function hashOf(sources: Sources, file: string): string | undefined {
  const source = sources.get(file);
  return 'hash' in source ? source.hash : undefined;
}

const PHASES = ['read', 'plan', 'verify', 'check', 'write'] as const;

/** Says which phase begins, and lets an abort or a progress bar have its turn: the phases themselves do not pause. */
function turns({ signal, onProgress }: MigrateOptions): (phase: (typeof PHASES)[number]) => Promise<void> {
  return async (phase) => {
    onProgress?.(phase, PHASES.indexOf(phase), PHASES.length);
    await setImmediate();
    signal?.throwIfAborted();
  };
}
