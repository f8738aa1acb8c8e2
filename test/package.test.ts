import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData, type ResolutionKind } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'unsingleton-pack-'));

type Packed = { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] };

/** What each of the two artefacts may weigh, packed, in bytes. A server installs the runtime: it stays small. */
const PACKAGES = [
  { name: 'unsingleton', parts: ['package.json', 'LICENSE', 'README.md', 'CHANGELOG.md', 'dist', 'rules', 'src/project/schema.json'], from: ROOT, limit: 400_000 },
  { name: '@unsingleton/runtime', parts: ['package.json', 'LICENSE', 'prepack.mjs', 'dist'], from: join(ROOT, 'src/runtime'), limit: 40_000 },
];

// Both packages are ESM only; a CommonJS program loads them with require(esm), which every supported Node has.
const RESOLUTIONS: readonly ResolutionKind[] = ['node16-esm', 'bundler'];

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(PACKAGES)('the package $name', ({ name, parts, from, limit }) => {
  // What is done before packing changes the build, so a copy is packed.
  const copy = join(folder, name);
  let packed: Packed;

  beforeAll(() => {
    for (const part of parts) cpSync(join(from, part), join(copy, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    if (parts.includes('prepack.mjs')) execFileSync(process.execPath, ['prepack.mjs'], { cwd: copy });
    const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder], { cwd: copy, encoding: 'utf8' });
    const [first] = Object.values(JSON.parse(output) as Record<string, Packed>);
    if (first === undefined) throw new Error('npm pack reported no package');
    packed = first;
  });

  it('holds what it needs and nothing else, within its size', () => {
    const paths = packed.files.map((file) => file.path);
    expect(paths).toContain('LICENSE');
    expect(paths.filter((path) => /(^|\/)test\/|\.test\.|tsbuildinfo|tsconfig|(?<!\.d)\.ts$/.test(path))).toEqual([]);
    expect(packed.size).toBeLessThan(limit);
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
