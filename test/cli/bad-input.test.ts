import { chmodSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScanReport } from '../../src/analysis/report.js';
import { scanAsPretty } from '../../src/cli/report/scan/pretty.js';
import { installPackages } from '../pack.js';
import { Repository } from './repository.js';
import { LEAKING_SERVER, Project } from './run.js';

const made: Repository[] = [];
afterEach(() => {
  for (const repository of made.splice(0)) {
    repository.attempt('chmod', '-R', 'u+w', '.');
    repository.remove();
  }
});

const AGENTS = {
  'src/agents.ts': `import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';
export class AgentInstanceFactory { constructor(readonly userContext?: UserExecutionContext) {} run(): string { return 'done'; } }
let instance: AgentInstanceFactory | undefined;
export const getAgentInstanceFactory = (): AgentInstanceFactory => (instance ??= new AgentInstanceFactory());
export const createAgentInstanceFactory = perRequest((userContext) => new AgentInstanceFactory(userContext));
`,
  'src/runs.ts': `import express from 'express';
import { getAgentInstanceFactory } from './agents.js';
${'// What was tried before, and why it was given up.\n'.repeat(100)}
export const runs = express.Router();
runs.post('/runs', (_req, res) => { res.send(getAgentInstanceFactory().run()); });
`,
};

function server(files: Readonly<Record<string, string>> = LEAKING_SERVER): Repository {
  const repository = new Repository({ 'package.json': '{ "type": "module" }', ...files });
  made.push(repository);
  installPackages(repository.root);
  return repository;
}

/** One sentence on one line, and the code for usage, configuration or internal errors. */
function expectSentence({ code, output }: { code: number | null; output: string }, sentence: RegExp): void {
  expect(output).toMatch(sentence);
  expect(output.trimEnd().split('\n')).toHaveLength(1);
  expect(output).toMatch(/^unsingleton: /);
  expect(code).toBe(2);
}

describe('bad input gets one sentence', () => {
  const project = (): Project => new Project(LEAKING_SERVER);
  const run = (target: Project, ...args: string[]): { code: number | null; output: string } => {
    const { code, stdout, stderr } = target.run(...args);
    return { code, output: stdout + stderr };
  };

  it.each([
    [['scan', '--history', 'nowhere.json', '--format', 'html'], /Cannot read nowhere\.json/],
    [['scan', '--since', 'main'], /is not in a git repository/],
    [['migrate', '--fallback', 'sope'], /--fallback is refuse, scope, ask, not "sope"/],
    [['explain', 'nobody'], /nobody/],
    [['scan', '--update-baseline', '--baseline-file', 'src/session.ts/baseline.json'], /Cannot write the baseline to .*session\.ts\/baseline\.json/],
    [['scan', '--baseline', 'tsconfig.json'], /tsconfig\.json is not a baseline of this tool/],
    [['migrate', '--apply', 'nowhere.json'], /Cannot read nowhere\.json/],
    [['migrate', 'getNobody'], /Nothing in this project is called getNobody/],
    [['migrate', '--undo'], /There is nothing to undo/],
    [['init', '--yess'], /Unknown option '--yess'\. Did you mean --yes\?/],
  ] as const)('%j', (args, sentence) => {
    expectSentence(run(project(), ...args), sentence);
  });

  it('where there is nothing to look at', () => {
    const empty = new Project({ 'package.json': '{}', 'docs/guide.md': '# Guide\n' });
    expectSentence(run(empty, 'scan'), /No JavaScript or TypeScript file was found in /);
    expectSentence(run(project(), 'scan', 'node_modules/.bin'), /No JavaScript or TypeScript file was found in /);
  });

  it('where the configuration throws, or is wrong', () => {
    expectSentence(run(new Project({ ...LEAKING_SERVER, 'unsingleton.config.mjs': "throw new Error('no database here');\n" }), 'scan'), /unsingleton\.config\.mjs could not be loaded: no database here/);
    expectSentence(run(new Project({ ...LEAKING_SERVER, 'unsingleton.config.json': '{ "alow": [] }' }), 'scan'), /"alow" is not a setting, did you mean "allow"/);
  });
});

describe('what the machine refuses', () => {
  it('is said in one sentence when the disk is full, and the report is not half there', () => {
    expectSentence(server().attempt('unsingleton', 'scan', '--output', '/dev/full'), /Cannot write the report to \/dev\/full: .*no space left/);
  });

  it('is said where no folder can be made', () => {
    expectSentence(server().attempt('unsingleton', 'scan', '--output', '/proc/reports/today/scan.txt'), /Cannot write the report to \/proc\/reports\/today\/scan\.txt: /);
  });

  it('leaves every file as it was when a migration cannot write all of them', () => {
    const repository = server({ ...AGENTS, 'tsconfig.json': LEAKING_SERVER['tsconfig.json'] ?? '' });
    repository.commit('Begin');
    // A limit on the size of files stands for a full disk: the write of the longer one fails in the middle.
    const { code, output } = repository.attempt('bash', '-c', 'ulimit -f 2; exec unsingleton migrate --write');
    expect(output).toMatch(/^unsingleton: write failed.*Nothing is left half written\.$/m);
    expect(code).toBe(2);
    expect(readFileSync(join(repository.root, 'src/runs.ts'), 'utf8')).toBe(AGENTS['src/runs.ts']);
    expect(readFileSync(join(repository.root, 'src/agents.ts'), 'utf8')).toBe(AGENTS['src/agents.ts']);
    expect(readdirSync(join(repository.root, 'src')).sort()).toEqual(['agents.ts', 'runs.ts']);
  });

  // Permissions do not bind root, who runs the tests in many containers: there the command runs as nobody.
  it('is said when the folder is read-only, and a scan works there all the same', () => {
    const repository = server({ ...AGENTS, 'tsconfig.json': LEAKING_SERVER['tsconfig.json'] ?? '' });
    repository.commit('Begin');
    repository.run('chmod', '-R', 'a+rX,a-w', '.');
    chmodSync(repository.root, 0o555);
    const as = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : ['env'];
    const [command = 'env', ...rest] = as;
    expect(repository.attempt(command, ...rest, 'unsingleton', 'scan').code).toBe(0);
    const { code, output } = repository.attempt(command, ...rest, 'unsingleton', 'init', '--yes');
    expect(output).toMatch(/^unsingleton: .*there is no permission\./m);
    expect(code).toBe(2);
    expect(existsSync(join(repository.root, 'unsingleton.config.json'))).toBe(false);
  });
});

describe('a terminal of 40 columns', () => {
  it('shows every line whole, but for names that are longer than it', () => {
    const report = JSON.parse(new Project(LEAKING_SERVER).run('scan', '--format', 'json').stdout) as ScanReport;
    const lines = scanAsPretty(report, { paint: (_style, text) => text, width: 40 }).split('\n');
    expect(lines.length).toBeGreaterThan(8);
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
  });
});
