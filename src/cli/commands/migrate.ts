import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import type { Plan } from '../../../codemods/change/plan.js';
import { migrate } from '../../../codemods/thread-context/migrate.js';
import type { MigrateOptions } from '../../../codemods/thread-context/options.js';
import { UserError } from '../../project/user-error.js';
import { oneOf, parse } from '../arguments.js';
import { askState } from '../ask-state.js';
import { deliver } from '../output.js';
import { progress } from '../progress.js';
import { MIGRATION_FORMATS, formatMigration } from '../report/migration.js';
import type { ExitCode } from '../run.js';
import { compileLate } from '../short-run.js';

export const help: string = `unsingleton migrate [accessor...]

Rewrites the calls of legacy accessors to their per-request factories and threads the user context to them.
Without --write it shows what it would do. Without names it takes the configured accessors.

  --from-definition       first turn the singletons' definitions into factories, dividing their state by whose it is
  --state <file>          answers to whose a field is: { "AgentInstanceFactory.total": "process" }
  --write                 apply the plan, after it was verified
  --interactive           ask whose a field is, where that cannot be seen; on a terminal also: answer what is
                          ambiguous with its code in view, choose components by their diffs, apply, commit each
  --fallback <policy>     where no context can be passed: refuse (default), scope (read it from the running
                          request scope), ask (write the questions down)
  --answers <file>        answers to the questions of an earlier run
  --include <glob>        only these files (repeatable)
  --exclude <glob>        not these files (repeatable)
  --no-tests              leave test files alone
  --verify-command <cmd>  run after each component; a failure rolls the component back
  --commit-each           one git commit per component
  --proof                 also write a two-user test per migrated entry point
  --partial               write although uses inside requests keep the shared object, whose state is then divided
  --allow-dirty           do not ask for a clean git tree
  --plan <file>           save the plan
  --apply <file>          apply a saved plan
  --undo                  take the last migration back, also one that was interrupted
  --resume                finish an interrupted migration
  --format <${MIGRATION_FORMATS.join('|')}>   default pretty
  --output <file>         write the report to a file
`;

const OPTIONS = {
  'from-definition': { type: 'boolean', default: false },
  state: { type: 'string' },
  write: { type: 'boolean', default: false },
  interactive: { type: 'boolean', default: false },
  fallback: { type: 'string', default: 'refuse' },
  answers: { type: 'string' },
  include: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  tests: { type: 'boolean', default: true },
  'verify-command': { type: 'string' },
  'commit-each': { type: 'boolean', default: false },
  proof: { type: 'boolean', default: false },
  partial: { type: 'boolean', default: false },
  'allow-dirty': { type: 'boolean', default: false },
  plan: { type: 'string' },
  apply: { type: 'string' },
  undo: { type: 'boolean', default: false },
  resume: { type: 'boolean', default: false },
  format: { type: 'string', default: 'pretty' },
  output: { type: 'string' },
} as const;

export async function run(argv: readonly string[]): Promise<ExitCode> {
  compileLate();
  const { values, positionals } = parse(argv, OPTIONS, 'migrate');
  const format = oneOf('format', values.format, MIGRATION_FORMATS);
  const root = realpathSync(process.cwd());
  if (values.undo || values.resume) return restore(root, values.undo ? 'undo' : 'resume');

  const options: MigrateOptions = {
    root,
    write: values.write,
    fallback: oneOf('fallback', values.fallback, ['refuse', 'scope', 'ask'] as const),
    tests: values.tests,
    commitEach: values['commit-each'],
    partial: values.partial,
    allowDirty: values['allow-dirty'],
    proof: values.proof,
    ...(positionals.length > 0 && { accessors: positionals }),
    ...(values['from-definition'] && { define: named(positionals) }),
    ...(values.state !== undefined && { state: readJson(values.state) as NonNullable<MigrateOptions['state']> }),
    ...(values.interactive && { askState }),
    ...(values.include && { include: values.include }),
    ...(values.exclude && { exclude: values.exclude }),
    ...(values['verify-command'] !== undefined && { verifyCommand: values['verify-command'] }),
    ...(values.answers !== undefined && { answers: readJson(values.answers) as NonNullable<MigrateOptions['answers']> }),
    ...(values.apply !== undefined && { plan: readJson(values.apply) as Plan }),
  };
  const migration = values.interactive && (process.stdin.isTTY || options.define === undefined) ? await talk(options) : await withProgress(options);
  if (values.plan !== undefined) writeFileSync(values.plan, `${JSON.stringify(migration.plan, null, 2)}\n`);
  deliver(formatMigration(format, migration), values.output);
  const { report } = migration;
  // What a person has looked at and left, with `@unsingleton-ignore`, is settled.
  return report.refused.some(({ acknowledged }) => acknowledged !== true) || report.diagnostics.new.length > 0 ? 1 : 0;
}

async function talk(options: MigrateOptions): ReturnType<typeof migrate> {
  const { migrateInteractively } = await import('../interactive/migrate.js');
  const done = await migrateInteractively(options, withProgress);
  // Each diff was shown before it was chosen.
  return { ...done, diff: '' };
}

function named(accessors: readonly string[]): readonly string[] {
  if (accessors.length === 0) throw new UserError('--from-definition needs the accessor whose definition is meant: unsingleton migrate --from-definition getAgentInstanceFactory.');
  return accessors;
}

/** Ctrl-C asks the migration to stop at the next point where nothing is half done; a second one stops at once. */
async function withProgress(options: MigrateOptions): ReturnType<typeof migrate> {
  const bar = progress();
  const abort = new AbortController();
  const interrupt = (): void => abort.abort(new UserError('Interrupted: nothing was left half done.'));
  process.once('SIGINT', interrupt);
  try {
    return await migrate({ ...options, signal: abort.signal, onProgress: bar.update });
  } finally {
    process.off('SIGINT', interrupt);
    bar.stop();
  }
}

async function restore(root: string, action: 'undo' | 'resume'): Promise<ExitCode> {
  const { resume, undo } = await import('../../../codemods/change/apply.js');
  const { outcome, files } = action === 'undo' ? { outcome: 'restored' as const, files: undo(root).files } : resume(root);
  const count = `${String(files.length)} ${files.length === 1 ? 'file' : 'files'}`;
  process.stdout.write(outcome === 'finished' ? `Finished the interrupted migration: ${count}.\n` : `Took the migration back: ${count}.\n`);
  return 0;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
