import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ROOT, installPackages } from '../pack.js';
import { Repository } from './repository.js';
import { LEAKING_SERVER } from './run.js';

/** A server that keeps nothing, set up by `init` with one of the hook managers, whose own installer has run. */
type Manager = {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly manifest?: object;
  readonly install: readonly [command: string, ...args: string[]];
};

const MANAGERS: readonly Manager[] = [
  { name: 'husky', packages: { husky: '^9' }, files: { '.husky/pre-commit': 'echo checked by the team\n' }, install: ['husky'] },
  {
    name: 'husky with lint-staged', packages: { 'husky': '^9', 'lint-staged': '^16' },
    files: { '.husky/pre-commit': 'lint-staged\n' }, manifest: { 'lint-staged': { '*.ts': 'unsingleton scan --staged --baseline' } }, install: ['husky'],
  },
  { name: 'lefthook', packages: { lefthook: '^2' }, files: { 'lefthook.yml': 'pre-commit:\n  commands:\n    team:\n      run: echo checked by the team\n' }, install: ['lefthook', 'install'] },
  { name: 'simple-git-hooks', packages: { 'simple-git-hooks': '^2' }, install: ['simple-git-hooks'] },
];

const HARMLESS = { 'src/session.ts': 'export function whoAmI(name: string): string {\n  return name;\n}\n', 'src/server.ts': `import express from 'express';
import { whoAmI } from './session.js';

const app = express();
app.post('/sign-in', (req, res) => {
  res.json({ user: whoAmI(req.headers.authorization ?? '') });
});
app.listen(3000);
` };

let repository: Repository | undefined;
afterEach(() => { repository?.remove(); });

function serverWith({ packages, files, manifest }: Pick<Manager, 'packages' | 'files' | 'manifest'>): Repository {
  repository = new Repository({
    ...LEAKING_SERVER, ...HARMLESS, ...files,
    'package.json': JSON.stringify({ name: 'agents', private: true, type: 'module', dependencies: { express: '5' }, devDependencies: packages, ...manifest }, null, 2),
  });
  installPackages(repository.root);
  return repository;
}

function expectGuard(server: Repository): void {
  server.write({ 'src/greeting.ts': 'export const greeting = (name: string): string => `Hello ${name}`;\n' });
  const harmless = server.commit('Greet');
  expect(harmless.output).not.toContain('CRITICAL');
  expect(harmless.code).toBe(0);

  server.write({ 'src/session.ts': LEAKING_SERVER['src/session.ts'] ?? '', 'src/server.ts': LEAKING_SERVER['src/server.ts'] ?? '' });
  const { code, output } = server.commit('Remember who is there');
  expect(code).toBe(1);
  expect(output).toContain('CRITICAL currentUser');
  expect(output).toContain('src/session.ts:1:5');
  expect(output).toContain('unsingleton explain currentUser');
  expect(server.lastSubject()).toBe('Greet');
}

// Each commits three times, through everything that a person's commit goes through.
describe('a commit', { timeout: 120_000 }, () => {
  it.each(MANAGERS)('is stopped by $name when it adds a singleton, and only then', (manager) => {
    const server = serverWith(manager);
    server.run('unsingleton', 'init', '--yes');
    server.run(...manager.install);
    server.commit('Begin');
    expect(server.lastSubject()).toBe('Begin');
    expectGuard(server);
  });

  it('is stopped by the hook that .pre-commit-hooks.yaml offers', () => {
    const offered = readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8');
    const entry = /^ {2}entry: (.*)$/m.exec(offered)?.[1];
    if (entry === undefined) throw new Error('the hook has no entry');
    const server = serverWith({ packages: {} });
    const hasPreCommit = server.attempt('pre-commit', '--version').code === 0;
    if (hasPreCommit) {
      // What pre-commit makes of the offered hook, but for the installation, which needs a network.
      server.write({ '.pre-commit-config.yaml': `repos:\n  - repo: local\n    hooks:\n${offered.replace('language: node', 'language: system').replace(/^/gm, '      ').trimEnd()}\n` });
      server.run('pre-commit', 'install');
    } else {
      server.write({ '.git/hooks/pre-commit': `#!/bin/sh\n${entry}\n` });
      server.run('chmod', '+x', '.git/hooks/pre-commit');
    }
    server.commit('Begin');
    expectGuard(server);
  });

  it('is judged by what is staged, not by what else is in the work tree', () => {
    const server = serverWith({ packages: {} });
    server.commit('Begin');
    server.write({ 'src/session.ts': LEAKING_SERVER['src/session.ts'] ?? '', 'src/server.ts': LEAKING_SERVER['src/server.ts'] ?? '' });
    server.run('git', 'add', '--all');
    server.write(HARMLESS);
    expect(server.attempt('unsingleton', 'scan', '--staged').output).toContain('CRITICAL currentUser');
    server.run('git', 'add', '--all');
    server.write({ 'src/session.ts': LEAKING_SERVER['src/session.ts'] ?? '', 'src/server.ts': LEAKING_SERVER['src/server.ts'] ?? '' });
    expect(server.attempt('unsingleton', 'scan', '--staged').code).toBe(0);
  });
});
