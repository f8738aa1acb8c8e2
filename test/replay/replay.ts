import type { AgentServer, TestRun } from '../demo/agent-server.js';
import { bad, chapter, command, countOf, during, good, quiet, table, title } from '../demo/print.js';
import { showMigration } from '../demo/show-migration.js';
import { legacyCalls, type Calls } from './calls.js';
import type { Verdict } from './checks/main.js';
import { History } from './commits.js';
import { decide, DECISIONS } from './decisions.js';
import { bringChecks, crowd, verdicts, WORKSHOP } from './judge.js';
import { brokenReplay, wronglyDivided } from './promises.js';

const USERS = 200;
/** Where all users share one history, each answer repeats it: two hundred would fill the memory before they had leaked enough. */
const USERS_OF_CONTROL = 20;
const MIGRATION = ['--from-definition', 'getAgentInstanceFactory', '--write', '--commit-each'] as const;

/** A check is worth something when its control fails, and is passed when the migrated platform does not. */
function objections(control: Verdict, migrated: Verdict): readonly string[] {
  return [...(control === null ? ['the control passes too'] : []), ...(migrated === null ? [] : [migrated])];
}

/** A copy of the platform, taken through the migration chapter by chapter. */
export class Replay {
  /** What was promised and not kept. */
  readonly broken: string[] = [];
  readonly #platform: AgentServer;
  readonly #history: History;
  readonly #calls: Calls;
  readonly #isQuick: boolean;

  private constructor(platform: AgentServer, history: History, calls: Calls, isQuick: boolean) {
    this.#platform = platform;
    this.#history = history;
    this.#calls = calls;
    this.#isQuick = isQuick;
  }

  static async begin(platform: AgentServer, isQuick: boolean): Promise<Replay> {
    const sources = await platform.sources();
    const calls = legacyCalls(sources);
    title('The migration of an agent platform, at its full size');
    table([
      ['platform', `${countOf(sources.size, 'file')}: Express 5, ws, a queue, examples, a load script`],
      ['calls', `${calls.total} of getAgentInstanceFactory() in ${calls.files} files, ${calls.inTests} of them in tests`],
      ['folder', platform.folder],
    ]);
    const history = await History.begin(platform);
    await bringChecks(platform.folder);
    return new Replay(platform, history, calls, isQuick);
  }

  async run(): Promise<void> {
    const testsBefore = await this.#showTheSingleton();
    await this.#migrate(testsBefore);
    await this.#check();
    await this.#showCommits();
    await this.#decide();
  }

  async #showTheSingleton(): Promise<TestRun | undefined> {
    chapter('Before: one factory for all users');
    this.#promise('at least 181 calls in at least 55 files', this.#calls.total >= 181 && this.#calls.files >= 55);
    await this.#compile('before');
    if (this.#isQuick) return undefined;
    const tests = await this.#test();
    const { answers, crossings } = await during('users at work', crowd(this.#platform.folder, 'before', USERS_OF_CONTROL));
    this.#promise(`${USERS_OF_CONTROL} users at once, ${answers} answers, ${countOf(crossings.length, 'crossing')}: the singleton leaks`, crossings.length > 0);
    for (const line of crossings.slice(0, 2)) quiet(line);
    return tests;
  }

  async #migrate(testsBefore: TestRun | undefined): Promise<void> {
    chapter('One command for definition, callers, tests and mocks');
    command(`unsingleton migrate ${MIGRATION.join(' ')}`);
    const { report, cpuSeconds } = this.#platform.measureMigration(...MIGRATION);
    showMigration(report);
    const left = legacyCalls(await this.#platform.sources());
    this.#promise('each part of the state is whose a person says it is', wronglyDivided(report));
    this.#promise(`${this.#calls.total} calls before, ${left.total} after: all of them refused with a reason, and marked; ${cpuSeconds.toFixed(1)} s of CPU time`, brokenReplay(report, cpuSeconds, this.#calls.total, left.total));
    await this.#compile('after');
    const tests = await this.#test();
    if (testsBefore) this.#promise(`the same ${testsBefore.passed} tests as before`, tests.passed === testsBefore.passed);
  }

  async #check(): Promise<void> {
    const { compliance, failures } = await during('checking', verdicts(this.#platform.folder, 'before', 'after'));
    chapter('The four compliance tests, which fail on the singleton');
    for (const { name, users, before, after } of compliance) {
      this.#promise(`${name}, ${users} users`, objections(before, after));
      quiet(`    before: ${before ?? 'nothing went wrong'}`);
    }

    chapter('What went wrong by hand');
    failures.forEach(({ name, control, after }, index) => {
      this.#promise(`${String(index + 1).padStart(2)}. ${name}`, objections(control, after));
      quiet(`      control: ${control ?? 'nothing went wrong'}`);
    });
    this.#promise(`${failures.length} failures of the hand migration were checked`, failures.length === 12);

    chapter('Two hundred users at once, over HTTP and WebSockets');
    const { users, answers, crossings, failures: errors } = await during('users at work', crowd(this.#platform.folder, 'after', USERS));
    this.#promise(`${users} users at once, ${countOf(answers, 'answer')}, ${countOf(crossings.length, 'crossing')}, ${countOf(errors.length, 'failure')}`, answers === 3 * users ? [...crossings, ...errors] : [...errors, 'answers are missing']);
  }

  /** Each commit compiles, and the tests pass that depend on what it changed. */
  async #showCommits(): Promise<void> {
    chapter('One commit for each part that belongs together');
    if (this.#isQuick) {
      for (const { id, subject } of await this.#history.commits()) quiet(`${id} ${subject}`);
      return;
    }
    for await (const { id, subject, messages, passed, failed } of this.#history.steps()) {
      this.#promise(`${id} ${subject} (${countOf(messages.length, 'message')}, ${passed} tests pass, ${failed.length} fail)`, [...messages, ...failed]);
    }
  }

  async #decide(): Promise<void> {
    chapter('What was refused is decided by a person');
    await decide(this.#platform.folder);
    for (const { file, why } of DECISIONS) quiet(`${file}: ${why}`);
    const { total } = legacyCalls(await this.#platform.sources());
    this.#promise(`${countOf(total, 'legacy call')} left outside the deprecated definition`, total === 0);
    if (this.#isQuick) return;
    await this.#compile('decided');
    await this.#test();
  }

  async #compile(state: string): Promise<void> {
    const messages = await during('compiling', this.#platform.build('--outDir', `${WORKSHOP}/${state}`));
    this.#promise(`it compiles, with ${countOf(messages.length, 'message')}`, messages);
  }

  async #test(): Promise<TestRun> {
    const tests = await during('testing', this.#platform.test());
    this.#promise(`of its own tests ${tests.passed} pass and ${tests.failed.length} fail`, tests.passed > 0 ? tests.failed : ['none was run']);
    return tests;
  }

  /** Prints what was promised, and remembers it when it was not kept: when it is false, or there is something against it. */
  #promise(text: string, kept: boolean | readonly string[]): void {
    const against = typeof kept === 'boolean' ? [] : kept;
    if (kept === true || (kept !== false && against.length === 0)) {
      good(text);
      return;
    }
    bad(text);
    for (const line of against.slice(0, 5)) quiet(`    ${line}`);
    this.broken.push([text, ...against.slice(0, 1)].join(': '));
  }
}
