import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGES, installTarballs, pack } from '../pack.js';

// What a newcomer has before: one object for all users, and a test that shows it as soon as two of them come at once.
const SERVER = {
  '.gitignore': 'node_modules\ndist\n',
  'package.json': JSON.stringify({
    name: 'agents', private: true, type: 'module',
    scripts: { test: 'tsc && node --test dist' },
    dependencies: { express: '^5', '@unsingleton/runtime': '*' },
    devDependencies: { 'simple-git-hooks': '^2', typescript: '~6.0', unsingleton: '*' },
  }, null, 2),
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "skipLibCheck": true, "rootDir": "src", "outDir": "dist" }, "include": ["src"] }',
  'src/agents.ts': `export class AgentFactory {
  private notes: string[] = [];

  note(text: string): void {
    this.notes.push(text);
  }

  answer(): string {
    return this.notes.join();
  }
}

let instance: AgentFactory | undefined;

export function getAgentFactory(): AgentFactory {
  instance ??= new AgentFactory();
  return instance;
}
`,
  'src/runs.ts': `import { getAgentFactory } from './agents.js';

export async function run(note: string): Promise<string> {
  getAgentFactory().note(note);
  await new Promise((done) => setTimeout(done, 20));
  return getAgentFactory().answer();
}
`,
  'src/app.ts': `import { userScope } from '@unsingleton/runtime/express';
import express from 'express';
import { run } from './runs.js';

export const app = express();
app.use(userScope((req) => ({ userId: req.get('x-checked-user') ?? 'nobody', threadId: 'inbox', runId: crypto.randomUUID() })));
app.get('/runs/:note', async (req, res) => {
  res.send(await run(req.params.note));
});
`,
  'src/app.test.ts': `import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { app } from './app.js';

const server = app.listen(0);
after(() => server.close());

test('nobody reads what another user wrote', async () => {
  const { port } = server.address() as AddressInfo;
  const ask = async (user: string): Promise<string> => {
    const answer = await fetch(\`http://localhost:\${port}/runs/note-of-\${user}\`, { headers: { 'x-checked-user': user } });
    return answer.text();
  };
  assert.deepEqual(await Promise.all(['alice', 'bob'].map(ask)), ['note-of-alice', 'note-of-bob']);
});
`,
};

const folder = mkdtempSync(join(tmpdir(), 'unsingleton-newcomer-'));
const project = join(folder, 'agents');

beforeAll(() => {
  const tarballs = Object.fromEntries(PACKAGES.map((artefact) => [artefact.name, join(folder, pack(artefact, folder).packed.filename)]));
  for (const [name, text] of Object.entries(SERVER)) write(name, text);
  installTarballs(project, tarballs);
  run('git', 'init', '--quiet');
  for (const [key, value] of [['name', 'Alice'], ['email', 'alice@example.com']] as const) run('git', 'config', `user.${key}`, value);
  commit('Begin');
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function write(name: string, text: string): void {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), text);
}

function attempt(command: string, ...args: string[]): { code: number | null; output: string } {
  // A hook of this repository, were one running, must not reach into the newcomer's.
  const env = Object.fromEntries(Object.entries({ ...process.env, NO_COLOR: '1' }).filter(([name]) => !name.startsWith('GIT_')));
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: project, encoding: 'utf8', env });
  return { code: status, output: stdout + stderr };
}

function run(command: string, ...args: string[]): string {
  const { code, output } = attempt(command, ...args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}:\n${output}`);
  return output;
}

function commit(message: string): { code: number | null; output: string } {
  run('git', 'add', '--all');
  return attempt('git', 'commit', '--quiet', '--message', message);
}

describe('a newcomer with an Express server of his own and the packed tarballs', () => {
  it('has a server that leaks', () => {
    expect(attempt('npm', 'test').output).toMatch(/note-of-alice,note-of-bob/);
  });

  it('sets up with init, and commits that', () => {
    expect(run('npx', 'unsingleton', 'init', '--yes')).toContain('accessors that keep a user\'s state: getAgentFactory');
    run('npx', 'simple-git-hooks');
    expect(commit('Watch over shared state')).toMatchObject({ code: 0 });
  });

  it('is shown the leak by scan', () => {
    expect(attempt('npx', 'unsingleton', 'scan')).toMatchObject({ code: 1, output: expect.stringContaining('CRITICAL instance lazy-getter') as string });
    expect(attempt('npx', 'unsingleton', 'scan', '--baseline')).toMatchObject({ code: 0 });
  });

  it('migrates definition and callers in one command', () => {
    expect(run('npx', 'unsingleton', 'migrate', '--from-definition', 'getAgentFactory', '--write')).toContain('2 rewritten, 0 adapted, 0 scoped, 0 refused');
    expect(readFileSync(join(project, 'src/runs.ts'), 'utf8')).toContain('createAgentFactory(userContext).answer()');
  });

  it('has a server that does not leak, and commits it past the hook', () => {
    expect(run('npm', 'test')).toMatch(/pass 1\b/);
    expect(commit('Give each user an agent factory of their own')).toMatchObject({ code: 0 });
    expect(run('git', 'status', '--porcelain')).toBe('');
  });

  it('is stopped when a later commit shares a user\'s state again', () => {
    write('src/last.ts', "let lastNote = '';\nexport function keep(note: string): string {\n  const before = lastNote;\n  lastNote = note;\n  return before;\n}\n");
    write('src/app.ts', `${readFileSync(join(project, 'src/app.ts'), 'utf8').replace("import { run }", "import { keep } from './last.js';\nimport { run }")}app.get('/last/:note', (req, res) => {\n  res.send(keep(req.params.note));\n});\n`);
    const { code, output } = commit('Remember the last note');
    expect(code).toBe(1);
    expect(output).toContain('CRITICAL lastNote');
    expect(run('git', 'log', '--format=%s').split('\n')[0]).toBe('Give each user an agent factory of their own');
  });
});
