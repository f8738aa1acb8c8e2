import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData, type ResolutionKind } from '@arethetypeswrong/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const ROOT = join(import.meta.dirname, '..');

type Packed = { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] };

/** What each of the two artefacts may weigh, packed, in bytes. A server installs the runtime: it stays small. */
const PACKAGES = [
  { name: 'unsingleton', folder: ROOT, limit: 400_000 },
  { name: '@unsingleton/runtime', folder: join(ROOT, 'src/runtime'), limit: 60_000 },
];

// Both packages are ESM only; a CommonJS program loads them with require(esm), which every supported Node has.
const RESOLUTIONS: readonly ResolutionKind[] = ['node16-esm', 'bundler'];

let target: string;
beforeAll(() => {
  target = mkdtempSync(join(tmpdir(), 'unsingleton-pack-'));
});
afterAll(() => {
  rmSync(target, { recursive: true, force: true });
});

function pack(folder: string): Packed {
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', target], { cwd: folder, encoding: 'utf8' });
  const packed = Object.values(JSON.parse(output) as Record<string, Packed>)[0];
  if (packed === undefined) throw new Error('npm pack reported no package');
  return packed;
}

describe.each(PACKAGES)('the package $name', ({ folder, limit }) => {
  it('holds what it needs and nothing else, within its size', () => {
    const packed = pack(folder);
    const paths = packed.files.map((file) => file.path);
    expect(paths).toContain('LICENSE');
    expect(paths.filter((path) => /(^|\/)test\/|\.test\.|tsbuildinfo|tsconfig|(?<!\.d)\.ts$/.test(path))).toEqual([]);
    expect(packed.size).toBeLessThan(limit);
  });

  it('passes publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: 'npm' });
    expect(messages.map((message) => formatMessage(message, pkg as Record<string, unknown>))).toEqual([]);
  });

  it('has types that resolve from every entry point', async () => {
    const tarball = readFileSync(join(target, pack(folder).filename));
    const result = await checkPackage(createPackageFromTarballData(tarball));
    if (result.types === false) throw new Error('the package has no types');
    const problems = result.problems.filter((problem) => !('resolutionKind' in problem) || RESOLUTIONS.includes(problem.resolutionKind));
    expect(problems.filter((problem) => problem.kind !== 'CJSResolvesToESM')).toEqual([]);
  });
});
