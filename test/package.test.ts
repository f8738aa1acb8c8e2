import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData, type ResolutionKind } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPackages, PACKAGES, pack, type Packed } from './pack.js';

const folder = mkdtempSync(join(tmpdir(), 'unsingleton-pack-'));

/** What each of the two artefacts may weigh, packed, in bytes. A server installs the runtime: it stays small. */
const LIMITS = { 'unsingleton': 640_000, '@unsingleton/runtime': 40_000 };

// Both packages are ESM only; a CommonJS program loads them with require(esm), which every supported Node has. Most of
// those resolve types as TypeScript does for `"module": "commonjs"`, which knows no `exports`.
const RESOLUTIONS: readonly ResolutionKind[] = ['node10', 'node16-esm', 'bundler'];

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(PACKAGES)('the package $name', (artefact) => {
  let copy: string;
  let packed: Packed;

  beforeAll(() => {
    ({ copy, packed } = pack(artefact, folder));
  });

  it('holds what it needs and nothing else, within its size', () => {
    const paths = packed.files.map((file) => file.path);
    expect(paths).toContain('LICENSE');
    expect(paths.filter((path) => /(^|\/)test\/|\.test\.|tsbuildinfo|tsconfig|(?<!\.d)\.ts$/.test(path))).toEqual([]);
    expect(packed.size).toBeLessThan(LIMITS[artefact.name]);
  });

  it('passes publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: copy, strict: true, pack: false });
    expect(messages.map((message) => formatMessage(message, pkg as Record<string, unknown>))).toEqual([]);
  });

  it('has types that resolve from every entry point', async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(join(folder, packed.filename))));
    if (result.types === false) throw new Error('the package has no types');
    const problems = result.problems.filter((problem) => !('resolutionKind' in problem) || RESOLUTIONS.includes(problem.resolutionKind));
    expect(problems.filter((problem) => problem.kind !== 'CJSResolvesToESM')).toEqual([]);
  });
});

it('compiles in a CommonJS server with the language of 2021, its declarations checked too', () => {
  const server = join(folder, 'server');
  mkdirSync(server);
  installPackages(server);
  writeFileSync(join(server, 'agents.ts'), `
    import { contextFromRequest, perRequest, type UserExecutionContext } from '@unsingleton/runtime';
    import { userScope } from '@unsingleton/runtime/express';
    import { assertIsolated } from '@unsingleton/runtime/testing';
    export const createAgents = perRequest((userContext: UserExecutionContext) => [userContext.userId]);
    export const signedIn = userScope(({ headers }) => ({ userId: String(headers['x-user']), threadId: 'inbox', runId: 'r1' }));
    export const agentsOf = (request: object): string[] => createAgents(contextFromRequest(request));
    export { assertIsolated };
  `);
  const options = { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', target: 'es2021', strict: true, noEmit: true, types: ['node'] };
  writeFileSync(join(server, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['agents.ts'] }));
  const { stdout } = spawnSync(join(server, 'node_modules/.bin/tsc'), ['-p', server], { encoding: 'utf8' });
  expect(stdout).toBe('');
});
