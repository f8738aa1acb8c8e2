import { realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { LEVELS, type Finding, type Level, type ScanReport } from '../../analysis/report.js';
import type { ScanOptions } from '../../analysis/scan.js';
import { loadConfiguration } from '../../project/configuration-file.js';
import { UserError } from '../../project/user-error.js';
import { oneOf, parse, wholeNumber } from '../arguments.js';
import { BASELINE_FILE, beyondBaseline, readBaseline, writeBaseline } from '../baseline.js';
import { filesSince, stagedFiles, type Staged } from '../git.js';
import { deliver } from '../output.js';
import { readPageExtras } from '../page-extras.js';
import { progress } from '../progress.js';
import { SCAN_FORMATS, formatScan, isWhole } from '../report/scan.js';
import { count } from '../report/words.js';
import type { ExitCode } from '../run.js';
import { compileLate } from '../short-run.js';

export const help: string = `unsingleton scan [paths]

Finds the state that one user's request can leak into another's, worst first, each with its path.

  --format <${SCAN_FORMATS.join('|')}>   default pretty
  --output <file>        write the report to a file
  --min-level <level>    report from this level on: critical, high, warn, info
                         (default warn; info for json, sarif and html)
  --fail-on <level>      exit with 1 from this level on, or "never" (default warn)
  --baseline [file]      write the findings to a file, or compare with it: only new or worse ones are reported
  --update-baseline      write the baseline anew
  --staged               report only what the files staged in git take part in
  --since <ref>          report only what the files changed since a git reference take part in
  --all                  the whole inventory, harmless singletons with the reason why
  --facts-out <file>     write what the files here say, and stop: a task that a build system caches per package
  --facts-in <file>      take from there what files say that have not changed since (repeatable)
  --jobs <n>             accepted and ignored: one process reads all files, as threads would hardly save time
  --history <file|dir>   html only: earlier reports of --format json, to show the progress (repeatable)
  --migration <file>     html only: what unsingleton migrate --format json said, to show the plan
  --no-cache             neither read nor write the cache of facts
`;

const OPTIONS = {
  format: { type: 'string', default: 'pretty' },
  output: { type: 'string' },
  'min-level': { type: 'string' },
  'fail-on': { type: 'string', default: 'warn' },
  baseline: { type: 'boolean', default: false },
  'baseline-file': { type: 'string', default: BASELINE_FILE },
  'update-baseline': { type: 'boolean', default: false },
  staged: { type: 'boolean', default: false },
  since: { type: 'string' },
  all: { type: 'boolean', default: false },
  'facts-out': { type: 'string' },
  'facts-in': { type: 'string', multiple: true },
  jobs: { type: 'string' },
  cache: { type: 'boolean', default: true },
  history: { type: 'string', multiple: true },
  migration: { type: 'string' },
} as const;

const worseOrEqual = (level: Level, limit: Level): boolean => LEVELS.indexOf(level) <= LEVELS.indexOf(limit);

export async function run(argv: readonly string[]): Promise<ExitCode> {
  compileLate();
  const { values, positionals } = parse(normaliseBaseline(argv), OPTIONS, 'scan');
  const format = oneOf('format', values.format, SCAN_FORMATS);
  const minLevel = oneOf('min-level', values['min-level'] ?? (isWhole(format) ? 'info' : 'warn'), LEVELS);
  const failOn = oneOf('fail-on', values['fail-on'], [...LEVELS, 'never'] as const);
  const jobs = values.jobs === undefined ? undefined : wholeNumber('jobs', values.jobs, 1);
  const { root, paths } = locate(positionals);
  // Is loaded while git is asked.
  void import('../../analysis/scan.js');

  if (values['facts-out'] !== undefined) return stateFacts(root, values['facts-out']);
  const facts = values['facts-in'] && (await import('../../project/facts-file.js')).readFacts(values['facts-in']);
  const extras = readPageExtras(values.history, values.migration, ({ level }) => worseOrEqual(level, minLevel));
  const staged = values.staged ? await staging(root, values.since) : undefined;
  const touched = staged?.files ?? (values.since === undefined ? undefined : await filesSince(root, values.since));
  const report = touched?.size === 0 ? emptyReport(root) : await scan(root, paths, { all: values.all, users: format === 'html', ...(!values.cache && { cache: false }), ...(jobs && { jobs }), ...(staged?.texts && { texts: staged.texts }), ...(touched && !values['update-baseline'] && { touching: touched }), ...(facts && { facts }) });
  if (touched === undefined && report.files === 0 && report.skipped.length === 0) throw new UserError(`No JavaScript or TypeScript file was found in ${root}.`);
  const relevant = report.findings.filter((finding) => worseOrEqual(finding.level, minLevel) && takesPart(finding, touched));

  const baselineFile = resolve(root, values['baseline-file']);
  if (values['update-baseline']) writeBaseline(baselineFile, report.findings);
  const findings = values.baseline || values['update-baseline'] ? afterBaseline(baselineFile, report.findings, relevant, touched !== undefined) : relevant;

  deliver(await formatScan(format, { ...report, findings }, extras), values.output);
  const first = failOn === 'never' ? undefined : findings.find((finding) => worseOrEqual(finding.level, failOn));
  if (first === undefined) return 0;
  if (values.staged && format === 'pretty') process.stderr.write(stopped(first, values['baseline-file']));
  return 1;
}

async function stateFacts(root: string, out: string): Promise<ExitCode> {
  const { writeFacts } = await import('../../project/facts-file.js');
  const number = writeFacts(root, out, loadConfiguration(root).configuration);
  process.stderr.write(`Wrote what ${count(number, 'file says', 'files say')} to ${out}.\n`);
  return 0;
}

/** What whoever is stopped by a hook can do next. */
function stopped({ name }: Finding, baselineFile: string): string {
  return `
The commit would add state that users share. Why: unsingleton explain ${name}
If it is rightly shared, say so: { "name": "${name}", "why": "…" } under "allow" in the configuration.
To live with it for now: unsingleton scan --update-baseline, and commit ${baselineFile}.
`;
}

// `--baseline [file]`: parseArgs knows no optional values, so a file that follows is moved to an option of its own.
function normaliseBaseline(argv: readonly string[]): string[] {
  return argv.flatMap((argument, index) => {
    if (argument.startsWith('--baseline=')) return ['--baseline', `--baseline-file=${argument.slice('--baseline='.length)}`];
    const isFile = argv[index - 1] === '--baseline' && argument.endsWith('.json');
    return isFile ? [`--baseline-file=${argument}`] : [argument];
  });
}

/** The root is the current folder; paths outside it make their own folder the root. */
function locate(positionals: readonly string[]): { root: string; paths: string[] } {
  const here = realpathSync(process.cwd());
  const paths = positionals.map((path) => {
    try {
      return realpathSync(path);
    } catch {
      throw new UserError(`There is no file or folder ${path}.`);
    }
  });
  const outside = paths.find((path) => relative(here, path).startsWith('..') || isAbsolute(relative(here, path)));
  if (outside === undefined) return { root: here, paths };
  if (paths.length > 1) throw new UserError(`${outside} is outside the current folder: scan it alone, or run from a folder that holds all paths.`);
  return statSync(outside).isDirectory() ? { root: outside, paths: [] } : { root: dirname(outside), paths: [outside] };
}

function staging(root: string, since: string | undefined): Promise<Staged> {
  if (since !== undefined) throw new UserError('--staged and --since exclude each other: name one.');
  return stagedFiles(root);
}

/** A change takes part in a finding when it holds the root, or the place that stores into it. */
function takesPart(finding: Finding, touched: ReadonlySet<string> | undefined): boolean {
  if (touched === undefined || touched.has(finding.file)) return true;
  return finding.evidence.some((step) => ['store', 'write', 'capture'].includes(step.kind) && touched.has(step.file));
}

function afterBaseline(file: string, all: readonly Finding[], relevant: readonly Finding[], isChange: boolean): readonly Finding[] {
  const baseline = readBaseline(file);
  if (baseline !== undefined) return beyondBaseline(relevant, baseline);
  // A hook without a baseline knows nothing to live with: to write one here would let the first leak pass as known.
  if (isChange) return relevant;
  writeBaseline(file, all);
  process.stderr.write(`Wrote ${String(all.length)} findings to ${file}: from now on only new ones are reported.\n`);
  return [];
}

async function scan(root: string, paths: readonly string[], options: Pick<ScanOptions, 'all' | 'cache' | 'jobs' | 'texts' | 'users' | 'facts' | 'touching'>): Promise<ScanReport> {
  const bar = progress();
  try {
    const { configuration } = loadConfiguration(root);
    const { scanProject } = await import('../../analysis/scan.js');
    return await scanProject({ root, paths, configuration, onProgress: (done, total) => { bar.update('scan', done, total); }, ...options });
  } finally {
    bar.stop();
  }
}

function emptyReport(root: string): ScanReport {
  return { version: 1, root, files: 0, lines: 0, elapsedMs: 0, findings: [], skipped: [] };
}
