/**
 * `npm run demo`: one server, from the leak to the proof that it is gone, with real processes, HTTP and WebSockets.
 * `npm run demo -- --without-migration` leaves the migration out: the last check must then fail.
 * `--keep` leaves the migrated server in its folder, to look around.
 */
import { parseArgs } from 'node:util';
import type { MigrationReport } from '../../codemods/change/report.js';
import { AgentServer, type Isolation, type Leak, type LintMessage, type TestRun } from './agent-server.js';
import { bad, chapter, command, countOf, during, fileDiff, good, paragraph, quiet, table, title } from './print.js';
import { brokenPromises } from './promises.js';
import { showMigration } from './show-migration.js';

/** Shown in full length or nearly: an entry point, a class with a field, a callback by reference, a socket. */
const SHOWN = ['src/routes/runs.ts', 'src/engine/execution-engine.ts', 'src/services/search.ts', 'src/realtime/socket-server.ts'];
const LINES_SHOWN = 22;

const ACCESSOR_RULE = /no-singleton-accessor$/;

class DemoFailure extends Error {}

async function demo(server: AgentServer, migrated: boolean): Promise<void> {
  const before = await server.sources();
  title('One factory for all users: how Bob comes to read what Alice wrote');
  table([
    ['server', `an agent server of ${countOf(before.size, 'file')}: Express 5, ws, a queue, a script`],
    ['folder', server.folder],
  ]);

  chapter('Its own tests pass');
  const testsBefore = await checkProgram(server);

  chapter('Alice and Bob work at the same time');
  const leaking = await during('they work', server.checkIsolation());
  if (leaking.leaks.length === 0) throw new DemoFailure('The server does not leak before the migration, so there is nothing to show.');
  showIsolation(leaking);

  chapter('The linter sees why');
  command('eslint src');
  const problems = await during('linting', server.lint());
  showProblems(problems);
  if (problems.length === 0) throw new DemoFailure('The linter found nothing.');

  if (migrated) {
    chapter('One command moves the callers');
    const { refused } = await migrate(server, before);

    chapter('The program is still the same program');
    const testsAfter = await checkProgram(server);
    if (testsAfter.passed !== testsBefore.passed) throw new DemoFailure(`${testsBefore.passed} tests passed before, ${testsAfter.passed} now.`);
    const again = await during('migrating once more', server.migrate());
    if (again.filesChanged > 0) throw new DemoFailure(`A second run would change ${countOf(again.filesChanged, 'file')}.`);
    good('a second run finds nothing more to change');
    const left = (await during('linting', server.lint())).filter(({ rule }) => ACCESSOR_RULE.test(rule));
    if (left.length !== refused.length) throw new DemoFailure(`The linter still sees ${countOf(left.length, 'call')}, and ${refused.length} were refused.`);
    good(`the linter still sees ${countOf(left.length, 'call')} of the shared factory: those that were refused`);
  } else {
    chapter('The migration is left out, as asked');
  }

  chapter('Alice and Bob again');
  const isolation = await during('they work', server.checkIsolation());
  showIsolation(isolation);
  if (isolation.leaks.length > 0) throw new DemoFailure('The server still leaks.');
  if (isolation.failures.length > 0) throw new DemoFailure('The server does not leak, but it does not work either.');
}

/** Compiles the server and runs its own tests. */
async function checkProgram(server: AgentServer): Promise<TestRun> {
  const [messages, tests] = await during('compiling and testing', Promise.all([server.build(), server.test()]));
  for (const message of messages.slice(0, 10)) bad(message);
  for (const failed of tests.failed) bad(failed);
  if (messages.length > 0) throw new DemoFailure(`The compiler has ${countOf(messages.length, 'message')}.`);
  if (tests.failed.length > 0 || tests.passed === 0) throw new DemoFailure("The server's own tests fail.");
  good('it type-checks');
  good(`its ${tests.passed} tests pass, over real HTTP and WebSockets`);
  return tests;
}

function showIsolation({ answers, leaks, failures }: Isolation): void {
  for (const failure of failures.slice(0, 5)) bad(failure);
  if (leaks.length === 0) {
    if (failures.length === 0) good(`${countOf(answers, 'answer')}, and nobody received anything of the other's`);
    return;
  }
  bad(`${countOf(leaks.length, 'leak')} in ${countOf(answers, 'answer')}. Bob, for one, received:`);
  const ofAlice = leaks.filter(({ receiver, of }) => receiver === 'Bob' && of === 'Alice');
  // A secret says more than a name.
  const telling = ofAlice.toSorted((one, other) => Number(isSecret(other)) - Number(isSecret(one)));
  const shown = telling.filter(({ request }, index) => telling.findIndex((each) => each.request === request) === index).slice(0, 4);
  table(shown.map(({ request, received }) => [`  ${request}`, `…${received}`]));
}

const isSecret = ({ received }: Leak): boolean => received.endsWith('ALICE-4711');

function showProblems(problems: readonly LintMessage[]): void {
  for (const rule of new Set(problems.map((problem) => problem.rule))) {
    const own = problems.filter((problem) => problem.rule === rule);
    bad(`${rule}: ${countOf(own.length, 'problem')} in ${countOf(new Set(own.map(({ file }) => file)).size, 'file')}`);
    const [first] = own;
    if (first) paragraph(first.message);
    for (const { file, line, column } of own.slice(0, 3)) quiet(`  ${file}:${line}:${column}`);
    if (own.length > 3) quiet(`  … and ${own.length - 3} more`);
  }
}

async function migrate(server: AgentServer, before: ReadonlyMap<string, string>): Promise<MigrationReport> {
  command('unsingleton migrate --write');
  const report = await during('migrating', server.migrate('--write'));
  const after = await server.sources();
  const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
  for (const path of SHOWN.filter((each) => changed.includes(each))) {
    fileDiff(path, before.get(path) ?? '', after.get(path) ?? '', LINES_SHOWN);
  }
  quiet(`… and ${changed.length - SHOWN.filter((each) => changed.includes(each)).length} more files\n`);
  showMigration(report);
  const broken = brokenPromises(report);
  if (broken.length > 0) throw new DemoFailure(`The migration does not keep its promise: ${broken.join('; ')}.`);
  return report;
}

const { values } = parseArgs({ options: { 'without-migration': { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } } });
const started = performance.now();
const server = await AgentServer.copy();
try {
  await demo(server, !values['without-migration']);
  title(`Done in ${((performance.now() - started) / 1000).toFixed(0)} s.\n`);
} catch (error) {
  if (!(error instanceof DemoFailure)) throw error;
  console.log();
  bad(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  if (!values.keep) await server.remove();
}
