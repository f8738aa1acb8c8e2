import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanReport } from '../../src/analysis/report.js';
import { ROOT } from '../pack.js';
import { MONOREPO } from './monorepo.js';
import { Repository } from './repository.js';

const MAIN = join(ROOT, 'dist/src/cli/main.js');
const tool = (path: string): string => join(ROOT, 'node_modules', path);

/** What the managers write by themselves: nothing of it needs a network, since the packages depend on each other alone. */
const MANAGERS = [
  {
    name: 'pnpm', install: ['node', tool('pnpm/bin/pnpm.cjs'), 'install', '--offline', '--store-dir', '.store'], declares: 'pnpm-workspace.yaml',
    files: { 'pnpm-workspace.yaml': "packages:\n  # the two halves\n  - 'packages/*'\n", 'packages/server/package.json': (MONOREPO['packages/server/package.json'] ?? '').replace('"*"', '"workspace:*"') }, workspaces: undefined, links: 'packages/server/node_modules/@agents/session',
  },
  { name: 'yarn 1', install: ['node', tool('yarn/bin/yarn.js'), 'install', '--offline', '--silent'], declares: 'package.json', files: {}, workspaces: ['packages/*'], links: 'node_modules/@agents/session' },
  { name: 'yarn 4, without node_modules', install: ['env', 'YARN_ENABLE_NETWORK=0', 'YARN_ENABLE_TELEMETRY=0', 'YARN_ENABLE_IMMUTABLE_INSTALLS=0', 'YARN_GLOBAL_FOLDER=.yarn/global', 'node', tool('@yarnpkg/cli-dist/bin/yarn.js'), 'install'], declares: 'package.json', files: { 'yarn.lock': '' }, workspaces: ['packages/*'], links: undefined },
] as const;

describe.each(MANAGERS)('a monorepo of $name', ({ install, declares, files, workspaces, links }) => {
  let project: Repository;
  beforeAll(() => {
    project = new Repository({ ...MONOREPO, ...files, 'package.json': JSON.stringify({ name: 'agents', private: true, type: 'module', ...(workspaces && { workspaces }) }) });
  });
  afterAll(() => { project.remove(); });

  const leaks = (): readonly string[] => (JSON.parse(project.attempt('node', MAIN, 'scan', '--format', 'json').output) as ScanReport).findings.map(({ level, file }) => `${level} ${file}`);
  const leak = 'critical packages/session/src/session.ts';

  it('is followed from one package into the other before it is installed', () => {
    expect(leaks()).toEqual([leak]);
  });

  it('is followed as it is installed', () => {
    const [command, ...rest] = install;
    project.run(command, ...rest);
    expect(existsSync(join(project.root, links ?? '.pnp.cjs'))).toBe(true);
    expect(leaks()).toEqual([leak]);
  });

  it(`is ${links === undefined ? 'not followed where nothing says that it is one' : 'followed by its links alone'}`, () => {
    rmSync(join(project.root, declares));
    expect(leaks()).toEqual([links === undefined ? leak.replace('critical', 'warn') : leak]);
  });
});
