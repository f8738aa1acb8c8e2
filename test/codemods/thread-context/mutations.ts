/**
 * `jiti mutations.ts [filter]`: drops each planned edit of each migrated case in turn, and asks whether verification
 * or the audit notices. Prints caught / total, and every edit that nobody missed.
 */
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edit, Plan } from '../../../codemods/change/plan.js';
import { openProject } from '../../../codemods/oracle/open.js';
import { withMarkers } from '../../../codemods/thread-context/markers-program.js';
import { migrate } from '../../../codemods/thread-context/migrate.js';
import type { MigrateOptions } from '../../../codemods/thread-context/options.js';
import { planThreading } from '../../../codemods/thread-context/plan.js';
import { audit } from '../../../codemods/thread-context/verify/audit.js';
import { Sources } from '../../../codemods/thread-context/verify/sources.js';
import { draft, trySyntax, tryTypes, type Program } from '../../../codemods/thread-context/verify/trial.js';
import { loadConfiguration } from '../../../src/project/configuration-file.js';
import { resolveConfiguration } from '../../../src/project/configuration.js';
import { loadCases, type Case, type Tree } from './case-runner/case.js';

export type Catcher = 'syntax' | 'types' | 'audit' | 'second run';
export type Mutants = {
  readonly caught: Readonly<Record<Catcher, number>>;
  readonly total: number;
  readonly survivors: readonly Edit[];
  /** Why the case says nothing: it has no edits, or is not clean to begin with. */
  readonly unusable: string | null;
};

const NONE: Mutants['caught'] = { syntax: 0, types: 0, audit: 0, 'second run': 0 };

export async function mutate(one: Case): Promise<Mutants> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'mutants-')));
  try {
    writeTree(root, one.input);
    const options: Partial<MigrateOptions> = one.options;
    const { plan, report } = await migrate({ ...options, root, write: false, allowDirty: true });
    const edits = plan.edits.filter(({ component }) => component !== 0);
    if (edits.length === 0) return { caught: NONE, total: 0, survivors: [], unusable: 'no edits' };
    if (report.secondRun.edits > 0 || report.components.some(({ status }) => status === 'rolled-back')) return { caught: NONE, total: 0, survivors: [], unusable: 'not clean' };

    const program: Program = { oracle: openProject(root), sources: new Sources(root) };
    const caught = { ...NONE };
    const survivors: Edit[] = [];
    for (const edit of edits) {
      const by = catcherOf(program, plan, options, edit);
      if (by) caught[by] += 1;
      else survivors.push(edit);
    }
    return { caught, total: edits.length, survivors, unusable: null };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The first to notice that the edit is missing. */
function catcherOf(program: Program, plan: Plan, options: Partial<MigrateOptions>, dropped: Edit): Catcher | undefined {
  const next = draft(program, plan.edits.filter((edit) => edit !== dropped));
  if (trySyntax(program, next).size > 0) return 'syntax';
  const trial = tryTypes(program, next);
  if (trial.delta.new.length > 0) return 'types';
  const configuration = options.configuration ? resolveConfiguration(options.configuration) : loadConfiguration(program.oracle.root).configuration;
  if (audit({ original: program.oracle, textOf: (file) => program.sources.source(file).text, ...trial }).length > 0) return 'audit';
  const { accessors = [], fallback = 'refuse', tests = true, answers, include, exclude } = options;
  const again = planThreading({ root: program.oracle.root, oracle: next.edited, configuration, accessors, fallback, tests, ...(answers && { answers }), ...(include && { include }), ...(exclude && { exclude }) });
  return withMarkers(next.edited, again, [...plan.accessors, configuration.context.name], () => '').plan.edits.length > 0 ? 'second run' : undefined;
}

const MODULES = fileURLToPath(new URL('../../../node_modules/', import.meta.url));

function writeTree(root: string, tree: Tree): void {
  for (const [file, text] of tree) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  const own = new Set(readdirSync(join(root, 'node_modules')));
  for (const name of readdirSync(MODULES)) if (!own.has(name)) symlinkSync(join(MODULES, name), join(root, 'node_modules', name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const filter = process.argv[2] ?? '';
  const sum = { ...NONE };
  let total = 0;
  let unclean = 0;
  for (const one of loadCases().filter(({ name }) => name.includes(filter))) {
    const mutants = await mutate(one);
    if (mutants.unusable === 'not clean') unclean += 1;
    total += mutants.total;
    for (const by of Object.keys(sum) as Catcher[]) sum[by] += mutants.caught[by];
    for (const { file, start, end, text, why } of mutants.survivors) console.log(`${one.name}: ${file} ${String(start)}–${String(end)} ${JSON.stringify(text)} (${why})`);
  }
  const caught = Object.values(sum).reduce((a, b) => a + b, 0);
  console.log(`caught ${String(caught)} / ${String(total)} (${((100 * caught) / Math.max(total, 1)).toFixed(1)} %): ${Object.entries(sum).map(([by, count]) => `${by} ${String(count)}`).join(', ')}; cases that were not clean: ${String(unclean)}`);
}
