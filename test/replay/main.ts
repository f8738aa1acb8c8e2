/**
 * `npm run replay`: the migration that took weeks by hand, at its full size, in one command, with everything checked that went
 * wrong then. Exit code 0 only when every promise is kept. `--quick` leaves out the platform's suite before the migration, in each
 * commit and after the decisions, and the control of the crowd; `--keep` leaves the migrated platform in its folder, to look around.
 */
import { parseArgs } from 'node:util';
import { AgentServer, type TestRun } from '../demo/agent-server.js';
import { bad, chapter, command, countOf, during, good, quiet, table, title } from '../demo/print.js';
import { showMigration } from '../demo/show-migration.js';
import { legacyCalls } from './calls.js';
import type { Crowd } from './checks/crowd.js';
import type { ComplianceVerdict, FailureVerdict, Verdict } from './checks/main.js';
import { History } from './commits.js';
import { decide, DECISIONS } from './decisions.js';
import { bringChecks, crowd, verdicts, WORKSHOP } from './judge.js';
import { brokenReplay, wronglyDivided } from './promises.js';

const USERS = 200;
/** Where all users share one history, each answer repeats it: two hundred would fill the memory before they had leaked enough. */
const USERS_OF_CONTROL = 20;

const broken: string[] = [];

/** Prints what was promised, and remembers it when it was not kept. */
function promise(text: string, kept: boolean): void {
  if (kept) good(text);
  else {
    bad(text);
    broken.push(text);
  }
}

async function compile(platform: AgentServer, state: string): Promise<void> {
  const messages = await during('compiling', platform.build('--outDir', `${WORKSHOP}/${state}`));
  for (const message of messages.slice(0, 5)) quiet(message);
  promise(`it compiles, with ${countOf(messages.length, 'message')}`, messages.length === 0);
}

async function test(platform: AgentServer): Promise<TestRun> {
  const tests = await during('testing', platform.test());
  for (const failed of tests.failed.slice(0, 5)) quiet(failed);
  promise(`of its own tests ${tests.passed} pass and ${tests.failed.length} fail`, tests.failed.length === 0 && tests.passed > 0);
  return tests;
}

const told = (verdict: Verdict): string => verdict ?? 'nothing went wrong';

function showCompliance(rows: readonly ComplianceVerdict[]): void {
  for (const { name, users, before, after } of rows) {
    promise(`${name}, ${users} users${after === null ? '' : `: ${after}`}`, before !== null && after === null);
    quiet(`    before: ${told(before)}`);
  }
}

function showFailures(rows: readonly FailureVerdict[]): void {
  rows.forEach(({ name, control, after }, index) => {
    promise(`${String(index + 1).padStart(2)}. ${name}${after === null ? '' : `: ${after}`}`, control !== null && after === null);
    quiet(`      control: ${told(control)}`);
  });
  promise(`${rows.length} failures of the hand migration were checked`, rows.length === 12);
}

function showCrowd({ users, answers, crossings, failures }: Crowd): void {
  for (const line of [...crossings, ...failures].slice(0, 4)) quiet(line);
  promise(`${users} users at once, ${answers} answers, ${countOf(crossings.length, 'crossing')}, ${countOf(failures.length, 'failure')}`, crossings.length === 0 && failures.length === 0 && answers === 3 * users);
}

async function showCommits(history: History): Promise<void> {
  for await (const { id, subject, messages, passed, failed } of history.steps()) {
    promise(`${id} ${subject} (${countOf(messages.length, 'message')}, ${passed} tests pass, ${failed.length} fail)`, messages.length === 0 && failed.length === 0);
    for (const line of [...messages, ...failed].slice(0, 3)) quiet(`    ${line}`);
  }
}

async function replay(platform: AgentServer, isQuick: boolean): Promise<void> {
  const before = await platform.sources();
  const calls = legacyCalls(before);
  title('The migration of an agent platform, at its full size');
  table([
    ['platform', `${countOf(before.size, 'file')}: Express 5, ws, a queue, examples, a load script`],
    ['calls', `${calls.total} of getAgentInstanceFactory() in ${calls.files} files, ${calls.inTests} of them in tests`],
    ['folder', platform.folder],
  ]);
  const history = await History.begin(platform);
  await bringChecks(platform.folder);

  chapter('Before: one factory for all users');
  promise('at least 181 calls in at least 55 files', calls.total >= 181 && calls.files >= 55);
  await compile(platform, 'before');
  const testsBefore = isQuick ? undefined : await test(platform);
  if (!isQuick) {
    const { answers, crossings } = await during('users at work', crowd(platform.folder, 'before', USERS_OF_CONTROL));
    promise(`${USERS_OF_CONTROL} users at once, ${answers} answers, ${countOf(crossings.length, 'crossing')}: the singleton leaks`, crossings.length > 0);
    for (const line of crossings.slice(0, 2)) quiet(line);
  }

  chapter('One command for definition, callers, tests and mocks');
  command('unsingleton migrate --from-definition getAgentInstanceFactory --write --commit-each');
  const started = performance.now();
  const report = await during('migrating', platform.migrate('--from-definition', 'getAgentInstanceFactory', '--write', '--commit-each'));
  const seconds = (performance.now() - started) / 1000;
  showMigration(report, seconds);
  const left = legacyCalls(await platform.sources());
  const failed = brokenReplay(report, seconds, calls.total, left.total);
  for (const line of failed) quiet(line);
  const wrong = wronglyDivided(report);
  promise(`each part of the state is whose a person says it is${wrong.map((line) => `; ${line}`).join('')}`, wrong.length === 0);
  promise(`${calls.total} calls before, ${left.total} after: all of them refused with a reason, and marked`, failed.length === 0);
  await compile(platform, 'after');
  const testsAfter = await test(platform);
  if (testsBefore) promise(`the same ${testsBefore.passed} tests as before`, testsAfter.passed === testsBefore.passed);

  chapter('The four compliance tests, which fail on the singleton');
  const { compliance, failures } = await during('checking', verdicts(platform.folder, 'before', 'after'));
  showCompliance(compliance);

  chapter('What went wrong by hand');
  showFailures(failures);

  chapter('Two hundred users at once, over HTTP and WebSockets');
  showCrowd(await during('users at work', crowd(platform.folder, 'after', USERS)));

  chapter('One commit for each part that belongs together');
  if (isQuick) for (const { id, subject } of await history.commits()) quiet(`${id} ${subject}`);
  else await showCommits(history);

  chapter('What was refused is decided by a person');
  await decide(platform.folder);
  for (const { file, why } of DECISIONS) quiet(`${file}: ${why}`);
  const decided = legacyCalls(await platform.sources());
  promise(`${countOf(decided.total, 'legacy call')} left outside the deprecated definition`, decided.total === 0);
  if (isQuick) return;
  await compile(platform, 'decided');
  await test(platform);
}

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } } });
const started = performance.now();
const platform = await AgentServer.copy('agent-platform');
try {
  await replay(platform, values.quick);
  title(broken.length === 0 ? `Every promise kept, in ${((performance.now() - started) / 1000).toFixed(0)} s.\n` : `Not kept: ${broken.join('; ')}.\n`);
  process.exitCode = broken.length === 0 ? 0 : 1;
} finally {
  if (!values.keep) await platform.remove();
}
