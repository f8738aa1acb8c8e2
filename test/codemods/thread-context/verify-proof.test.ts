import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../codemods/thread-context/migrate.js';
import { makeTree } from '../change/tree.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

const SERVER = {
  'package.json': '{ "type": "module", "devDependencies": { "vitest": "4" } }\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2023", "types": ["node"], "skipLibCheck": true, "noEmit": true }, "include": ["src", "test"] }\n',
  'vitest.config.js': 'export default { test: { include: ["test/**/*.test.ts"] } };\n',
  'test/.keep': '',
  'src/agents.ts': `import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';
export class Agent {
  readonly #memory: string[] = [];
  constructor(readonly owner?: string) {}
  remember(text: string): string { this.#memory.push(text); return this.#memory.join(); }
}
let agent: Agent | undefined;
export function getAgent(): Agent { return (agent ??= new Agent()); }
export const createAgent = perRequest((userContext: UserExecutionContext) => new Agent(userContext.userId));
`,
  'src/chat.ts': "import { getAgent } from './agents.js';\nexport async function chat(text: string): Promise<string> {\n  await Promise.resolve();\n  return getAgent().remember(text);\n}\n",
  'src/routes.ts': `import { Router } from 'express';
import { getAgent } from './agents.js';
import { chat } from './chat.js';
export const router = Router();
router.post('/chat/:room', async (req, res) => {
  res.send(await chat(req.params.room));
});
router.get('/memory', (req, res) => {
  res.send(getAgent().remember(req.path));
});
`,
};

function makeServer(): string {
  const root = makeTree(SERVER);
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  return root;
}

function runTests(root: string): { readonly passed: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'node_modules/vitest/vitest.mjs'), 'run', '--root', root], { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'], NO_COLOR: '1' } });
  return { passed: status === 0, output: stdout + stderr };
}

const configuration = { accessors: [{ legacy: 'getAgent', factory: 'createAgent' }] };

describe('a generated proof', () => {
  it('fails on the code before and passes after, once per entry point', async () => {
    const root = makeServer();
    const { report } = await migrate({ root, configuration, write: true, proof: true });
    expect(report).toMatchObject({ rewritten: 2, refused: [], proofs: { written: ['test/isolation/routes.isolation.test.ts'], skipped: [] } });

    const after = runTests(root);
    expect(after.output).toMatch(/Tests\s+2 passed/);
    expect(after.passed).toBe(true);

    const before = makeServer();
    mkdirSync(dirname(join(before, 'test/isolation/x')), { recursive: true });
    cpSync(join(root, 'test/isolation'), join(before, 'test/isolation'), { recursive: true });
    const old = runTests(before);
    expect(old.output).toMatch(/Tests\s+2 failed/);
    expect(old.output).toContain('IsolationError');
  }, 120_000);

  it('type-checks with the program', async () => {
    const root = makeServer();
    await migrate({ root, configuration, write: true, proof: true });
    const { stdout } = spawnSync(process.execPath, [join(repository, 'node_modules/typescript/bin/tsc'), '-p', root], { encoding: 'utf8' });
    expect(stdout).toBe('');
  }, 60_000);

  it('says for which entry points there is none, and why', async () => {
    const root = makeServer();
    writeFileSync(join(root, 'src/routes.ts'), SERVER['src/routes.ts'].replace('export const router', 'const router'));
    const { report } = await migrate({ root, configuration, write: false, proof: true });
    expect(report.proofs).toMatchObject({ written: [], skipped: [{ file: 'src/routes.ts', reason: 'neither its app or router nor what makes it is exported' }, {}] });
  });
});
