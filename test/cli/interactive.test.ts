import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { installPackages } from '../pack.js';
import { Repository } from './repository.js';

/** util-linux's `script` gives a program a terminal of its own without any native module. */
const hasTerminals = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '');
if (!hasTerminals) console.warn('migrate --interactive is not tried: there is no script(1) of util-linux to make a terminal with.');

const SERVER = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "skipLibCheck": true, "noEmit": true }, "include": ["src"] }',
  'src/agents.ts': `import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';
export class AgentInstanceFactory {
  private notes: string[] = [];
  constructor(readonly userContext?: UserExecutionContext) {}
  recall(note: string): string { this.notes.push(note); return this.notes.join(); }
}
let instance: AgentInstanceFactory | undefined;
export const getAgentInstanceFactory = (): AgentInstanceFactory => (instance ??= new AgentInstanceFactory());
export const createAgentInstanceFactory = perRequest((userContext) => new AgentInstanceFactory(userContext));
`,
  'src/invite.ts': `import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents.js';

export function invite(host: UserExecutionContext, guest: UserExecutionContext): string {
  return getAgentInstanceFactory().recall(host.userId + guest.userId);
}
`,
  'src/routes/notes.ts': `import express from 'express';
import { getAgentInstanceFactory } from '../agents.js';

export const notes = express.Router();
notes.post('/notes', (req, res) => {
  res.send(getAgentInstanceFactory().recall(String(req.body)));
});
`,
  'src/routes/runs.ts': `import express from 'express';
import { getAgentInstanceFactory } from '../agents.js';

export const runs = express.Router();
runs.post('/runs', (req, res) => {
  res.send(getAgentInstanceFactory().recall(String(req.body)));
});
`,
};

let repository: Repository | undefined;
afterEach(() => { repository?.remove(); });

function server(): Repository {
  repository = new Repository(SERVER);
  installPackages(repository.root);
  repository.commit('Begin');
  return repository;
}

type Turn = readonly [question: RegExp, answer: string];

/** Types each answer when its question has come, as a person does. */
async function talk({ root }: Repository, turns: readonly Turn[]): Promise<{ code: number | null; said: string }> {
  const main = join(root, 'node_modules/.bin/unsingleton');
  const child = spawn('script', ['--quiet', '--return', '--echo', 'never', '--command', `stty cols 120; ${main} migrate --interactive`, '/dev/null'], { cwd: root, env: { ...process.env, NO_COLOR: '1', CI: '1' } });
  const left = [...turns];
  let said = '';
  let unread = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    unread += text;
    const [turn] = left;
    if (turn === undefined || !turn[0].test(unread)) return;
    left.shift();
    unread = '';
    child.stdin.write(turn[1]);
  });
  // A question that does not come would leave both sides waiting: the end of its terminal ends the program.
  const patience = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const code = await new Promise<number | null>((done) => child.on('close', done));
  clearTimeout(patience);
  if (left.length > 0) throw new Error(`Nothing asked ${String(left[0]?.[0])}:\n${said}`);
  return { code, said };
}

describe.skipIf(!hasTerminals)('migrate --interactive on a terminal', () => {
  it('asks what is ambiguous with its code in view, applies what is chosen, and commits it', { timeout: 90_000 }, async () => {
    const project = server();
    const { said } = await talk(project, [
      [/› *5 │ {3}return getAgentInstanceFactory\(\)[^]*xpression\? \[l\/s\/e\]/, 'e\r'],
      [/The context here is: /, 'host\r'],
      [/invite\.ts[^]*\+ {2}return createAgentInstanceFactory\(host\)[^]*\[y\/n\/a\/q\]/, 'y\r'],
      [/routes\/notes\.ts[^]*\[y\/n\/a\/q\]/, 'n\r'],
      [/routes\/runs\.ts[^]*\[y\/n\/a\/q\]/, 'y\r'],
      [/commit of what was chosen \(2\)[^]*\[y\/n\]/, '\r'],
      [/whose state is then divided[^]*Write all the same\? \[n\/y\]/, 'y\r'],
    ]);
    expect(said).toContain('AMBIGUOUS_CONTEXT');
    expect(said).toContain('LEFT_BY_CHOICE');
    expect(said).toMatch(/Migrated 3 calls[^]*2 rewritten, 0 adapted, 0 scoped, 1 refused/);
    const read = (name: string): string => readFileSync(join(project.root, name), 'utf8');
    expect(read('src/invite.ts')).toContain('createAgentInstanceFactory(host).recall');
    expect(read('src/routes/notes.ts')).toBe(SERVER['src/routes/notes.ts']);
    expect(read('src/routes/runs.ts')).toContain('contextFromRequest(req)');
    // Both serve requests from one instance, so one commit holds them.
    expect(project.run('git', 'log', '--format=%s').trim().split('\n')).toEqual([expect.stringContaining('Pass the user context'), 'Begin']);
    expect(project.run('git', 'status', '--porcelain')).toBe('');
  });

  it('writes nothing when it is left with Ctrl-C', async () => {
    const project = server();
    const { code, said } = await talk(project, [[/\[l\/s\/e\]/, '\u0003']]);
    expect(said).toContain('Left without an answer: nothing more was written.');
    expect(code).toBe(2);
    expect(project.run('git', 'status', '--porcelain')).toBe('');
  });
});

describe('migrate --interactive without a terminal', () => {
  it('says so in one sentence', () => {
    expect(server().attempt('unsingleton', 'migrate', '--interactive')).toMatchObject({ code: 2, output: expect.stringContaining('--interactive needs a terminal to ask on') as string });
  });
});
