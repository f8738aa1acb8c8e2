import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PACKAGES, installPackages, pack } from '../pack.js';
import { Repository } from './repository.js';

// What a newcomer has before: one object for all users, and a test that shows it as soon as two of them come at once.
const SERVER = {
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

vi.setConfig({ testTimeout: 90_000 });

const folder = mkdtempSync(join(tmpdir(), 'unsingleton-newcomer-'));
const project = new Repository(SERVER);

beforeAll(() => {
  installPackages(project.root, Object.fromEntries(PACKAGES.map((artefact) => [artefact.name, join(folder, pack(artefact, folder).packed.filename)])));
  project.commit('Begin');
});
afterAll(() => {
  project.remove();
  rmSync(folder, { recursive: true, force: true });
});

const read = (name: string): string => readFileSync(join(project.root, name), 'utf8');

describe('a newcomer with an Express server of his own and the packed tarballs', () => {
  it('has a server that leaks', () => {
    expect(project.attempt('npm', 'test').output).toMatch(/note-of-alice,note-of-bob/);
  });

  it('sets up with init, and commits that', () => {
    expect(project.run('npx', 'unsingleton', 'init', '--yes')).toContain('accessors that keep a user\'s state: getAgentFactory');
    project.run('npx', 'simple-git-hooks');
    expect(project.commit('Watch over shared state')).toMatchObject({ code: 0 });
  });

  it('is shown the leak by scan', () => {
    expect(project.attempt('npx', 'unsingleton', 'scan')).toMatchObject({ code: 1, output: expect.stringContaining('CRITICAL instance lazy-getter') as string });
    expect(project.attempt('npx', 'unsingleton', 'scan', '--baseline')).toMatchObject({ code: 0 });
  });

  it('is asked whose the notes are that one request leaves for another', () => {
    expect(project.attempt('npx', 'unsingleton', 'migrate', '--from-definition', 'getAgentFactory')).toMatchObject({ code: 1, output: expect.stringMatching(/AgentFactory\.notes .*it may be one user's, or for all to see/s) as string });
    project.write({ 'state.json': '{ "AgentFactory.notes": "user" }\n' });
    expect(project.commit('Say whose the notes are')).toMatchObject({ code: 0 });
  });

  it('migrates definition and callers in one command', () => {
    expect(project.run('npx', 'unsingleton', 'migrate', '--from-definition', 'getAgentFactory', '--state', 'state.json', '--write')).toContain('2 rewritten, 0 adapted, 0 scoped, 0 refused');
    expect(read('src/runs.ts')).toContain('createAgentFactory(userContext).answer()');
  });

  it('has a server that does not leak, and commits it past the hook', () => {
    expect(project.run('npm', 'test')).toMatch(/pass 1\b/);
    expect(project.commit('Give each user an agent factory of their own')).toMatchObject({ code: 0 });
    expect(project.run('git', 'status', '--porcelain')).toBe('');
  });

  it('is stopped when a later commit shares a user\'s state again', () => {
    project.write({
      'src/last.ts': "let lastNote = '';\nexport function keep(note: string): string {\n  const before = lastNote;\n  lastNote = note;\n  return before;\n}\n",
      'src/app.ts': `import { keep } from './last.js';\n${read('src/app.ts')}app.get('/last/:note', (req, res) => {\n  res.send(keep(req.params.note));\n});\n`,
    });
    const { code, output } = project.commit('Remember the last note');
    expect(code).toBe(1);
    expect(output).toContain('CRITICAL lastNote');
    expect(project.lastSubject()).toBe('Give each user an agent factory of their own');
  });
});
